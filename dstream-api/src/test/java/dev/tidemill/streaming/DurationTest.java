package dev.tidemill.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Semantics section 1, points 1 to 3. */
class DurationTest {
  private static final Duration ONE = new Duration(1000);
  private static final Duration TWO = new Duration(2000);
  private static final Duration LONGEST = new Duration(Long.MAX_VALUE);

  @Test
  void aDurationIsAValue() {
    assertEquals(1000, ONE.milliseconds());
    assertEquals(new Duration(1000), ONE);
    assertEquals(new Duration(1000).hashCode(), ONE.hashCode());
    assertNotEquals(TWO, ONE);
    assertNotEquals(ONE, new Time(1000));
    assertNotEquals(null, ONE);
  }

  @Test
  void theTextIsTheNumberAndItsUnit() {
    assertEquals("1500 ms", new Duration(1500).toString());
    assertEquals("-1 ms", new Duration(-1).toString());
    assertEquals("1500", new Duration(1500).toFormattedString());
  }

  @ParameterizedTest
  @CsvSource({
    "0,0 ms",
    "-5,-5 ms",
    "100,100 ms",
    "999,999 ms",
    "1000,1.0 s",
    "1500,1.5 s",
    "60000,1.0 m",
    "65000,1.1 m",
    "3600000,1.00 h",
    "7200000,2.00 h"
  })
  void thePrettyFormHasAUnitThatFits(long millis, String pretty) {
    assertEquals(pretty, new Duration(millis).prettyPrint());
  }

  @Test
  void thePrettyFormHasAPointInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertEquals("1.5 s", new Duration(1500).prettyPrint());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void comparisonsAreStrictOrNotAsTheirNamesSay() {
    assertTrue(ONE.less(TWO));
    assertFalse(ONE.less(ONE));
    assertFalse(TWO.less(ONE));
    assertTrue(ONE.lessEq(ONE));
    assertFalse(TWO.lessEq(ONE));
    assertTrue(TWO.greater(ONE));
    assertFalse(ONE.greater(ONE));
    assertFalse(ONE.greater(TWO));
    assertTrue(ONE.greaterEq(ONE));
    assertFalse(ONE.greaterEq(TWO));
  }

  @Test
  void arithmeticGivesNewDurations() {
    assertEquals(new Duration(3000), ONE.plus(TWO));
    assertEquals(new Duration(-1000), ONE.minus(TWO));
    assertEquals(new Duration(5000), ONE.times(5));
    assertEquals(0.5, ONE.div(TWO));
    assertSame(ONE, ONE.min(TWO));
    assertSame(ONE, TWO.min(ONE));
    assertSame(TWO, ONE.max(TWO));
    assertSame(TWO, TWO.max(ONE));
  }

  @Test
  void arithmeticThatPassesTheLargestNumberIsRefusedAndDoesNotWrap() {
    assertThrows(ArithmeticException.class, () -> LONGEST.plus(ONE));
    assertThrows(ArithmeticException.class, () -> new Duration(Long.MIN_VALUE).minus(ONE));
    assertThrows(ArithmeticException.class, () -> LONGEST.times(2));
    assertThrows(IllegalArgumentException.class, () -> Durations.seconds(Long.MAX_VALUE));
    assertThrows(IllegalArgumentException.class, () -> Durations.minutes(Long.MAX_VALUE));
  }

  @Test
  void multiplesAreOfTheGivenDuration() {
    assertTrue(TWO.isMultipleOf(ONE));
    assertFalse(ONE.isMultipleOf(TWO));
    assertTrue(new Duration(0).isMultipleOf(ONE));
    assertThrows(ArithmeticException.class, () -> ONE.isMultipleOf(new Duration(0)));
  }

  @Test
  void zeroIsZero() {
    assertTrue(new Duration(0).isZero());
    assertFalse(ONE.isZero());
    assertFalse(new Duration(-1).isZero());
  }

  @Test
  void unitsAreAsTheirNamesSay() {
    assertEquals(new Duration(7), Durations.milliseconds(7));
    assertEquals(new Duration(7000), Durations.seconds(7));
    assertEquals(new Duration(420_000), Durations.minutes(7));
    assertEquals(new Duration(7), Milliseconds.apply(7));
    assertEquals(new Duration(7000), Seconds.apply(7));
    assertEquals(new Duration(420_000), Minutes.apply(7));
  }
}
