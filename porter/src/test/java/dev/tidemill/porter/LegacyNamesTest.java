package dev.tidemill.porter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds what the porter believes of the engine against the engine. */
class LegacyNamesTest {
  @Test
  void everyTypeOfTheListIsThere() {
    Set<String> missing = new TreeSet<>();
    for (String type : LegacyNames.types()) {
      if (!isPublic(LegacyNames.OURS + "." + type)) {
        missing.add(type);
      }
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void tuplesAndOptionAreThere() {
    for (int i = 2; i <= 22; i++) {
      assertTrue(isPublic(ScalaNames.replacement("Tuple" + i).orElseThrow()));
    }
    assertTrue(isPublic(ScalaNames.replacement("Option").orElseThrow()));
    assertFalse(ScalaNames.replacement("Tuple23").isPresent());
  }

  @Test
  void whatIsSaidToBeMissingIsMissing() throws Exception {
    Class<?> context = Class.forName(LegacyNames.OURS + "." + MissingMemberRule.CONTEXT);
    Set<String> methods =
        Arrays.stream(context.getMethods()).map(Method::getName).collect(Collectors.toSet());
    Set<String> there = new TreeSet<>(MissingMemberRule.SOURCES.keySet());
    there.retainAll(methods);
    assertEquals(Set.of(), there, "take them out of MissingMemberRule");
  }

  private static boolean isPublic(String name) {
    try {
      return Modifier.isPublic(
          Class.forName(name, false, LegacyNamesTest.class.getClassLoader()).getModifiers());
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
