package dev.tidemill.runtime.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.plan.LiveState.Logged;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which segments are kept, and when states are logged again. */
class LogExtentTest {
  private static final long NEVER = Long.MIN_VALUE;

  private static LogExtent ofStates(String... ids) {
    return new LogExtent(Set.of(ids), 0, 1, NEVER, 0);
  }

  private static List<Logged> logged(boolean... whole) {
    List<Logged> logged = new ArrayList<>();
    for (boolean one : whole) {
      logged.add(new Logged(List.of(), one));
    }
    return logged;
  }

  @Test
  void whatIsBeforeASegmentGoesWhenAllStatesHaveBeenLoggedAgainSinceItAndThatIsOver() {
    LogExtent extent = ofStates("a", "b");
    extent.step("a", 10, logged(false, false));
    assertTrue(extent.logsAgain(2));
    extent.step("a", 20, logged(true, false));
    extent.step("b", 20, logged(true));
    assertEquals(1, extent.keepFrom(3, 20));
    extent.step("a", 30, logged(false, true));
    assertEquals(1, extent.keepFrom(3, 29), "batch 30 is not over");
    assertEquals(2, extent.keepFrom(3, 30));
  }

  @Test
  void statesAreNotLoggedAgainWhileTheyAreAtIt() {
    LogExtent extent = ofStates("a", "b");
    assertTrue(extent.logsAgain(2));
    assertFalse(extent.logsAgain(3));
    extent.step("a", 10, logged(true));
    assertFalse(extent.logsAgain(4), "b is at it");
    extent.step("b", 20, logged(true));
    assertTrue(extent.logsAgain(5));
    assertEquals(2, extent.keepFrom(6, 20));
    extent.step("a", 30, logged(true));
    extent.step("b", 30, logged(true));
    assertEquals(5, extent.keepFrom(6, 30));
  }

  @Test
  void withoutStatesOnlyDatasetsAreKeptAndNothingIsLoggedAgain() {
    LogExtent extent = new LogExtent(Set.of(), 15, 1, NEVER, 9);
    assertFalse(extent.logsAgain(2));
    assertFalse(extent.wantsSegment(100));
    assertEquals(2, extent.keepFrom(2, 5));
    extent.datasets(2, 10);
    extent.datasets(3, 20);
    assertEquals(2, extent.keepFrom(4, 20));
    assertEquals(3, extent.keepFrom(4, 30));
    assertEquals(4, extent.keepFrom(4, 40));
  }

  @Test
  void logsOfManyDriversAreReplacedBeforeASegmentIsFull() {
    LogExtent extent = new LogExtent(Set.of("a"), 0, 1, NEVER, 8);
    assertTrue(extent.hasManyDrivers());
    assertEquals(16 << 8, extent.leastAgain());
    assertTrue(extent.logsAgain(9));
    assertFalse(extent.wantsSegment(10));
    extent.step("a", 20, logged(true));
    assertFalse(extent.wantsSegment(19), "batch 20 is not over");
    assertTrue(extent.wantsSegment(20));
    assertEquals(9, extent.keepFrom(10, 20));
    assertFalse(extent.wantsSegment(20));
    assertFalse(extent.hasManyDrivers());
    assertEquals(16, extent.leastAgain());
  }
}
