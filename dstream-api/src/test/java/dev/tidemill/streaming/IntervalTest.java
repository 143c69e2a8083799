package dev.tidemill.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Semantics section 1, point 5. */
class IntervalTest {
  private final Interval interval = new Interval(new Time(1000), new Time(3500));

  @Test
  void itHasTwoEndsAndALength() {
    assertEquals(new Time(1000), interval.beginTime());
    assertEquals(new Time(3500), interval.endTime());
    assertEquals(new Duration(2500), interval.duration());
    assertEquals("[1000 ms, 3500 ms]", interval.toString());
  }

  @Test
  void itIsAValue() {
    assertEquals(new Interval(1000, 3500), interval);
    assertEquals(new Interval(1000, 3500).hashCode(), interval.hashCode());
    assertNotEquals(new Interval(1000, 3501), interval);
  }

  @Test
  void theCurrentOneHoldsTheSystemsTimeAndBeginsAtAMultiple() {
    Duration hour = Durations.minutes(60);
    Time before = new Time(System.currentTimeMillis());
    Interval current = Interval.currentInterval(hour);
    Time after = new Time(System.currentTimeMillis());
    assertEquals(hour, current.duration());
    assertTrue(current.beginTime().isMultipleOf(hour), current::toString);
    assertTrue(current.beginTime().lessEq(after) && current.endTime().greater(before));
  }

  @Test
  void timesAndDurationsAreMadeByApplyToo() {
    assertEquals(new Time(5), Time.apply(5));
    assertEquals(new Duration(5), Duration.apply(5));
  }
}
