package dev.tidemill;

import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Cuts ordered keys into ranges: every key of a partition comes before those of the next, and keys
 * that compare as equal live together. Where to cut is decided when a job (or the program) first
 * asks, since that takes looking at the keys. Equal only to itself. Travels with a task only
 * ({@code core.closure}). Thread-safe.
 */
public class RangePartitioner<K> extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final Comparator<? super K> ordering;
  private final Supplier<List<K>> boundaries;
  private transient volatile List<K> decided;

  /**
   * @param boundaries the last key of each range but the last one, rising; may run a job. Asked
   *     until it has answered once; asked by several threads at once it must answer alike
   */
  public RangePartitioner(Comparator<? super K> ordering, Supplier<List<K>> boundaries) {
    this.ordering = ordering;
    this.boundaries = boundaries;
  }

  /** Whether the ranges are known, so that asking for them costs nothing. */
  public boolean isDecided() {
    return decided != null;
  }

  /** How keys compare; for the engine's own modules. */
  public Comparator<? super K> ordering() {
    return ordering;
  }

  /** The last key of each range but the last one; may run a job. For the engine's own modules. */
  public List<K> bounds() {
    List<K> bounds = decided;
    if (bounds == null) {
      bounds = boundaries.get();
      decided = bounds;
    }
    return bounds;
  }

  /** As many as there are ranges; fewer than asked for if there are few different keys. */
  @Override
  public int numPartitions() {
    return bounds().size() + 1;
  }

  @Override
  public int getPartition(Object key) {
    @SuppressWarnings("unchecked") // asked about keys of the dataset it was made for
    K asked = (K) key;
    if (asked == null) {
      ordering.compare(null, null); // a single range compares nothing, and must refuse it too
    }
    List<K> bounds = bounds();
    int low = 0;
    int high = bounds.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ordering.compare(bounds.get(middle), asked) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public String toString() {
    return "RangePartitioner(" + (isDecided() ? numPartitions() : "undecided") + ")";
  }
}
