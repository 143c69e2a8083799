package dev.tidemill.streaming.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a test has fed to an input, batch by batch, for as long as the test runs: it outlives the
 * contexts, as files outlive programs. Thread-safe.
 */
final class TestFeed<T> {
  private final boolean replays;
  // Empty for a batch without a dataset.
  private final List<Optional<List<List<T>>>> ended = new ArrayList<>();
  private List<List<T>> filling = new ArrayList<>();

  /**
   * @param replays whether a source says that it can give batches again that are over
   */
  TestFeed(boolean replays) {
    this.replays = replays;
  }

  boolean replays() {
    return replays;
  }

  synchronized boolean isFed() {
    return !ended.isEmpty() || !filling.isEmpty();
  }

  synchronized void add(List<T> partition) {
    filling.add(partition);
  }

  synchronized void endBatch() {
    ended.add(Optional.of(filling));
    filling = new ArrayList<>();
  }

  synchronized void endBatchWithoutDataset() {
    if (!filling.isEmpty()) {
      throw new IllegalStateException(
          "endBatchWithoutDataset: "
              + filling.size()
              + " partitions have been added to this batch; call endBatch() first.");
    }
    ended.add(Optional.empty());
  }

  /** The batch of that number; what is being filled is the last. */
  synchronized Optional<List<List<T>>> batch(int number) {
    while (ended.size() <= number) {
      endBatch();
    }
    return ended.get(number);
  }
}
