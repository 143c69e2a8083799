package dev.tidemill.runtime.recovery;

import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * From which segment on the journal is needed for states and datasets of windows.
 *
 * <pre>
 *   segment 4        segment 5                        segment 6
 *   changes ...      all, changes, changes ...        all, changes ...
 *                    └ once the step that logged all is over, segment 4 is not needed for states
 * </pre>
 *
 * <p>Not thread-safe.
 */
final class LogExtent {
  private final Set<String> states;
  private final long keepDatasetsMs;
  // Which state has logged all that it holds at which time, in the segments since that.
  private final NavigableMap<Long, Set<String>> allLogged = new TreeMap<>();
  private final NavigableMap<Long, Long> allLoggedBy = new TreeMap<>();
  // The latest batch of which a segment has datasets.
  private final NavigableMap<Long, Long> latestDatasets = new TreeMap<>();
  private long keepFrom;

  /**
   * @param states ids of the states that are logged
   * @param keepDatasetsMs how long datasets are needed after their batch
   * @param keepFrom the first segment that an earlier process left and that is needed
   * @param latestDataset the latest batch of which there are datasets in what it left; {@code
   *     Long.MIN_VALUE} if there are none
   */
  LogExtent(Set<String> states, long keepDatasetsMs, long keepFrom, long latestDataset) {
    this.states = Set.copyOf(states);
    this.keepDatasetsMs = keepDatasetsMs;
    this.keepFrom = keepFrom;
    if (latestDataset > Long.MIN_VALUE) {
      latestDatasets.put(keepFrom, latestDataset);
    }
  }

  /** A new segment begins, after which every state logs all that it holds. */
  void rolled(long segment) {
    allLogged.put(segment, new HashSet<>());
  }

  void state(long segment, long batch, StoredState state) {
    if (!state.datasets().isEmpty()) {
      latestDatasets.merge(segment, batch, Math::max);
    }
    if (allLogged.isEmpty()) {
      return;
    }
    long since = allLogged.lastKey();
    for (StoredState.Step step : state.steps()) {
      if (step.partitions().stream().allMatch(partition -> partition.before().isPresent())) {
        allLogged.get(since).add(step.id());
      }
    }
    if (allLogged.get(since).containsAll(states)) {
      allLoggedBy.putIfAbsent(since, batch);
    }
  }

  /**
   * The first segment that is needed.
   *
   * @param next the segment that is about to begin
   * @param floor all batches up to this time are over
   */
  long keepFrom(long next, long floor) {
    long forStates = states.isEmpty() ? next : keepFrom;
    for (var logged : allLoggedBy.entrySet()) {
      if (logged.getValue() <= floor) {
        forStates = Math.max(forStates, logged.getKey());
      }
    }
    long forDatasets = next;
    for (var datasets : latestDatasets.entrySet()) {
      if (datasets.getValue() > floor - keepDatasetsMs) {
        forDatasets = datasets.getKey();
        break;
      }
    }
    keepFrom = Math.max(keepFrom, Math.min(forStates, forDatasets));
    allLogged.headMap(keepFrom).clear();
    allLoggedBy.headMap(keepFrom).clear();
    latestDatasets.headMap(keepFrom).clear();
    return keepFrom;
  }
}
