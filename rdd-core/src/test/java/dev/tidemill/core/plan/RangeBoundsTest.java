package dev.tidemill.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.core.plan.RangeBounds.Weighted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class RangeBoundsTest {
  private static List<Integer> bounds(int ranges, Object... keysAndWeights) {
    List<Weighted<Integer>> sample = new ArrayList<>();
    for (int i = 0; i < keysAndWeights.length; i += 2) {
      sample.add(new Weighted<>((Integer) keysAndWeights[i], (Double) keysAndWeights[i + 1]));
    }
    return RangeBounds.of(sample, ranges, Comparator.naturalOrder());
  }

  @Test
  void keysAreSharedOutEvenly() {
    assertEquals(List.of(2, 4), bounds(3, 6, 1.0, 1, 1.0, 5, 1.0, 2, 1.0, 4, 1.0, 3, 1.0));
    assertEquals(List.of(1), bounds(2, 1, 1.0, 2, 1.0));
  }

  @Test
  void aKeyOfAFullPartitionCountsForMore() {
    assertEquals(List.of(4), bounds(2, 1, 1.0, 2, 1.0, 3, 1.0, 4, 1.0, 5, 4.0));
    assertEquals(List.of(1), bounds(2, 1, 4.0, 2, 1.0, 3, 1.0, 4, 1.0, 5, 1.0));
  }

  @Test
  void whatFollowsAFrequentKeyIsStillSharedOut() {
    assertEquals(List.of(1, 3), bounds(3, 1, 100.0, 2, 1.0, 3, 1.0, 4, 1.0, 5, 1.0));
  }

  @Test
  void equalKeysAreNeverParted() {
    assertEquals(List.of(1), bounds(4, 1, 1.0, 1, 1.0, 2, 1.0, 2, 1.0));
    assertEquals(List.of(), bounds(4, 1, 1.0, 1, 1.0));
    assertEquals(List.of(1, 2), bounds(50, 1, 2.0, 2, 1.0, 3, 2.0));
  }

  @Test
  void nothingIsCutWhereThereIsNothing() {
    assertEquals(List.of(), bounds(4));
    assertEquals(List.of(), bounds(1, 1, 1.0, 2, 1.0));
  }
}
