package dev.tidemill.runtime.recovery;

import dev.tidemill.core.plan.LiveState.Logged;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * From which segment on the journal is needed for states and datasets of windows.
 *
 * <pre>
 *   segment 4        segment 5                                        segment 6
 *   changes ...      changes and a share of all ... all is there      changes ...
 *                    └ then segment 4 is not needed for states any more ┘
 * </pre>
 *
 * <p>Not thread-safe.
 */
final class LogExtent {
  private static final long NONE = -1;

  /** Logs of so many drivers are made one of this driver's. */
  private static final int MANY_DRIVERS = 8;

  private static final int LEAST_AGAIN = 16;

  private final Set<String> states;
  private final long keepDatasetsMs;
  // Since which segment all is logged again, and of which states how many partitions are there.
  private long again = NONE;
  private final Map<String, BitSet> whole = new HashMap<>();
  private final Set<String> wholeStates = new HashSet<>();
  // From which segment on all is there, by the batch that has completed it.
  private final NavigableMap<Long, Long> wholeBy = new TreeMap<>();
  // The latest batch of which a segment has datasets.
  private final NavigableMap<Long, Long> latestDatasets = new TreeMap<>();
  private long keepFrom;
  private int drivers;

  /**
   * @param states ids of the states that are logged
   * @param keepDatasetsMs how long datasets are needed after their batch
   * @param keepFrom the first segment that an earlier process left and that is needed
   * @param latestDataset the latest batch of which there are datasets in what it left; {@code
   *     Long.MIN_VALUE} if there are none
   * @param drivers how many earlier processes have left what is needed
   */
  LogExtent(
      Set<String> states, long keepDatasetsMs, long keepFrom, long latestDataset, int drivers) {
    this.states = Set.copyOf(states);
    this.keepDatasetsMs = keepDatasetsMs;
    this.keepFrom = keepFrom;
    this.drivers = drivers;
    if (latestDataset > Long.MIN_VALUE) {
      latestDatasets.put(keepFrom, latestDataset);
    }
  }

  /**
   * Whether a segment is to begin although the last one is small. Processes that end before a
   * segment is full, or before the states have been logged again, would let the log grow with every
   * start.
   *
   * @param floor all batches up to this time are over
   */
  boolean wantsSegment(long floor) {
    return hasManyDrivers() && needed(floor) > keepFrom;
  }

  /** Whether the states are to log again all that they hold before the first segment is full. */
  boolean hasManyDrivers() {
    return !states.isEmpty() && drivers >= MANY_DRIVERS;
  }

  /**
   * How many keys a step logs again at least, so that it comes to an end however little changes;
   * the more, the more processes have not come to that end.
   */
  int leastAgain() {
    return LEAST_AGAIN << Math.min(drivers, MANY_DRIVERS);
  }

  /**
   * Whether states are to log again, from this segment on, all that they hold; not while they still
   * do.
   */
  boolean logsAgain(long segment) {
    if (again != NONE || states.isEmpty()) {
      return false;
    }
    again = segment;
    whole.clear();
    wholeStates.clear();
    return true;
  }

  /** What a step of a state has logged. */
  void step(String state, long batch, List<Logged> partitions) {
    if (again == NONE) {
      return;
    }
    BitSet ofState = whole.computeIfAbsent(state, id -> new BitSet());
    for (int i = 0; i < partitions.size(); i++) {
      if (partitions.get(i).isWhole()) {
        ofState.set(i);
      }
    }
    if (ofState.cardinality() == partitions.size()) {
      wholeStates.add(state);
    }
    if (wholeStates.containsAll(states)) {
      wholeBy.put(again, batch);
      again = NONE;
    }
  }

  void datasets(long segment, long batch) {
    latestDatasets.merge(segment, batch, Math::max);
  }

  /**
   * The first segment that is needed.
   *
   * @param next the segment that is about to begin
   * @param floor all batches up to this time are over
   */
  long keepFrom(long next, long floor) {
    long needed = Math.min(next, needed(floor));
    if (needed > keepFrom) {
      keepFrom = needed;
      drivers = 0;
      wholeBy.headMap(keepFrom).clear();
      latestDatasets.headMap(keepFrom).clear();
    }
    return keepFrom;
  }

  private long needed(long floor) {
    long needed = Long.MAX_VALUE;
    if (!states.isEmpty()) {
      needed = keepFrom;
      for (var logged : wholeBy.entrySet()) {
        if (logged.getValue() <= floor) {
          needed = logged.getKey();
        }
      }
    }
    for (var datasets : latestDatasets.entrySet()) {
      if (datasets.getValue() > floor - keepDatasetsMs) {
        return Math.min(needed, datasets.getKey());
      }
    }
    return needed;
  }
}
