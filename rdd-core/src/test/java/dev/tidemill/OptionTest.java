package dev.tidemill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class OptionTest {
  @Test
  void aValueIsDefined() {
    Option<String> some = Option.apply("a");
    assertTrue(some.isDefined());
    assertTrue(some.nonEmpty());
    assertFalse(some.isEmpty());
    assertEquals("a", some.get());
    assertEquals("Some(a)", some.toString());
  }

  @Test
  void nullIsTheEmptyOption() {
    Option<String> none = Option.apply(null);
    assertEquals(Option.empty(), none);
    assertFalse(none.isDefined());
    assertFalse(none.nonEmpty());
    assertTrue(none.isEmpty());
    assertEquals("None", none.toString());
  }

  @Test
  void theEmptyOptionHasNothingToGet() {
    assertEquals(
        "None.get",
        assertThrows(NoSuchElementException.class, () -> Option.empty().get()).getMessage());
  }

  @Test
  void isEqualByValue() {
    assertEquals(Option.apply("a"), Option.apply("a"));
    assertEquals(Option.apply("a").hashCode(), Option.apply("a").hashCode());
    assertNotEquals(Option.apply("a"), Option.apply("b"));
    assertNotEquals(Option.apply("a"), Option.empty());
  }
}
