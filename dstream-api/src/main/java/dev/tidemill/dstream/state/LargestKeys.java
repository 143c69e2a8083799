package dev.tidemill.dstream.state;

import dev.tidemill.Tuple2;
import dev.tidemill.core.memory.RecordSizes;
import dev.tidemill.streaming.scheduler.KeySize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/** Finds those keys of a state that take most of the heap with their values. */
public final class LargestKeys {
  private static final Comparator<KeySize> SMALLEST_FIRST =
      Comparator.comparingLong(KeySize::bytes);

  private final int most;
  private final PriorityQueue<KeySize> largest;

  /**
   * @param most how many are wanted
   */
  public LargestKeys(int most) {
    this.most = most;
    this.largest = new PriorityQueue<>(SMALLEST_FIRST);
  }

  /** Looks at keys with their values. */
  public void look(Iterator<?> pairs) {
    while (pairs.hasNext()) {
      Tuple2<?, ?> pair = (Tuple2<?, ?>) pairs.next();
      long bytes = RecordSizes.measured(pair._1) + RecordSizes.measured(pair._2);
      if (largest.size() < most) {
        largest.add(new KeySize(pair._1, bytes));
      } else if (bytes > largest.element().bytes()) {
        largest.remove();
        largest.add(new KeySize(pair._1, bytes));
      }
    }
  }

  /** The largest one first. */
  public List<KeySize> found() {
    List<KeySize> found = new ArrayList<>(largest);
    found.sort(SMALLEST_FIRST.reversed());
    return found;
  }
}
