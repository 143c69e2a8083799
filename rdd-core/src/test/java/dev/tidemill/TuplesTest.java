package dev.tidemill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tuples of three and more, of which there is one class for each number. */
class TuplesTest {
  private static Object tuple(Object... elements) throws ReflectiveOperationException {
    Constructor<?> constructor =
        Class.forName("dev.tidemill.Tuple" + elements.length).getConstructors()[0];
    return constructor.newInstance(elements);
  }

  private static Object[] numbers(int count) {
    return IntStream.rangeClosed(1, count).boxed().toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
  void showsEveryElementByFieldMethodAndText(int count) throws Exception {
    Object tuple = tuple(numbers(count));
    for (int i = 1; i <= count; i++) {
      assertEquals(i, tuple.getClass().getField("_" + i).get(tuple));
      assertEquals(i, tuple.getClass().getMethod("_" + i).invoke(tuple));
    }
    String text =
        Arrays.stream(numbers(count)).map(String::valueOf).collect(Collectors.joining(","));
    assertEquals("(" + text + ")", tuple.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
  void isEqualByEveryElement(int count) throws Exception {
    Object tuple = tuple(numbers(count));
    assertEquals(tuple, tuple(numbers(count)));
    assertEquals(tuple.hashCode(), tuple(numbers(count)).hashCode());
    assertNotEquals(tuple, "a text");
    for (int i = 0; i < count; i++) {
      Object[] other = numbers(count);
      other[i] = null;
      assertNotEquals(tuple, tuple(other));
      assertNotEquals(tuple(other), tuple);
      assertNotEquals(tuple.hashCode(), tuple(other).hashCode());
    }
  }

  /** Printed by a program that ran the hashCode of the tuples of scala-library 2.13.17. */
  @Test
  void hashesAsTheLegacyTuplesDo() throws Exception {
    assertEquals(1247343880, new Tuple3<>("a", 1, 2L).hashCode());
    assertEquals(1963949641, new Tuple3<>(null, 0.5, "z").hashCode());
    assertEquals(595884866, new Tuple4<>(1, 2, 3, 4).hashCode());
    assertEquals(838875340, new Tuple5<>("tide", "mill", 1.0f, -1L, true).hashCode());
    assertEquals(-71176414, tuple("a", "b", "c", "d", "e", "f", "g", "h", "i", "j").hashCode());
    assertEquals(317678394, tuple(numbers(22)).hashCode());
  }
}
