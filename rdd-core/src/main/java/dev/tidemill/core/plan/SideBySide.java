package dev.tidemill.core.plan;

import dev.tidemill.core.plan.Narrow.Input;
import java.util.List;

/** Numbers the partitions of several parents one after another. Counts them when first asked. */
final class SideBySide {
  private final List<? extends Plan<?>> parents;
  // firsts[i] is the number of parent i's first partition; the last entry is the total.
  private int[] firsts;

  SideBySide(List<? extends Plan<?>> parents) {
    this.parents = parents;
  }

  int total() {
    return firsts()[parents.size()];
  }

  List<Input> inputs(int partition) {
    int[] counted = firsts();
    int parent = 0;
    while (counted[parent + 1] <= partition) {
      parent++;
    }
    return List.of(new Input(parent, partition - counted[parent]));
  }

  private synchronized int[] firsts() {
    if (firsts == null) {
      int[] counted = new int[parents.size() + 1];
      for (int i = 0; i < parents.size(); i++) {
        counted[i + 1] = Math.addExact(counted[i], parents.get(i).partitionCount());
      }
      firsts = counted;
    }
    return firsts;
  }
}
