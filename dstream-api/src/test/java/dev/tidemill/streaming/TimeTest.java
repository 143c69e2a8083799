package dev.tidemill.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Semantics section 1, points 1 and 4. */
class TimeTest {
  private static final Time EARLY = new Time(1000);
  private static final Time LATE = new Time(2000);

  @Test
  void aTimeIsAValue() {
    assertEquals(1000, EARLY.milliseconds());
    assertEquals(new Time(1000), EARLY);
    assertEquals(new Time(1000).hashCode(), EARLY.hashCode());
    assertNotEquals(LATE, EARLY);
    assertNotEquals(EARLY, new Duration(1000));
    assertEquals("1000 ms", EARLY.toString());
  }

  @Test
  void comparisonsAreStrictOrNotAsTheirNamesSay() {
    assertTrue(EARLY.less(LATE));
    assertFalse(EARLY.less(EARLY));
    assertTrue(EARLY.lessEq(EARLY));
    assertFalse(LATE.lessEq(EARLY));
    assertTrue(LATE.greater(EARLY));
    assertFalse(EARLY.greater(EARLY));
    assertTrue(EARLY.greaterEq(EARLY));
    assertFalse(EARLY.greaterEq(LATE));
    assertSame(EARLY, EARLY.min(LATE));
    assertSame(EARLY, LATE.min(EARLY));
    assertSame(LATE, EARLY.max(LATE));
    assertSame(LATE, LATE.max(EARLY));
  }

  @Test
  void aDifferenceOfTimesIsADurationAndATimeLessADurationIsATime() {
    assertEquals(new Duration(1000), LATE.minus(EARLY));
    assertEquals(new Duration(-1000), EARLY.minus(LATE));
    assertEquals(EARLY, LATE.minus(new Duration(1000)));
    assertEquals(LATE, EARLY.plus(new Duration(1000)));
  }

  @Test
  void arithmeticThatPassesTheLargestNumberIsRefusedAndDoesNotWrap() {
    Time last = new Time(Long.MAX_VALUE);
    Time first = new Time(Long.MIN_VALUE);
    assertThrows(ArithmeticException.class, () -> last.plus(new Duration(1)));
    assertThrows(ArithmeticException.class, () -> first.minus(new Duration(1)));
    assertThrows(ArithmeticException.class, () -> last.minus(first));
  }

  @ParameterizedTest
  @CsvSource({
    "10500,1000,0,10000",
    "10500,1000,200,10200",
    "10000,1000,0,10000",
    "10199,1000,200,9200",
    "-1,1000,0,-1000",
    "100,1000,200,-800"
  })
  void floorRoundsDownToAMultipleFromZero(long time, long duration, long zero, long floor) {
    assertEquals(new Time(floor), new Time(time).floor(new Duration(duration), new Time(zero)));
  }

  @Test
  void floorWithoutZeroCountsFrom1970() {
    assertEquals(new Time(10_000), new Time(10_500).floor(new Duration(1000)));
  }

  @Test
  void multiplesAreOfTheGivenDuration() {
    assertTrue(LATE.isMultipleOf(new Duration(500)));
    assertFalse(LATE.isMultipleOf(new Duration(1500)));
    assertThrows(ArithmeticException.class, () -> LATE.isMultipleOf(new Duration(0)));
  }
}
