package dev.tidemill.streaming.testkit;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** The failures that tasks of one batch still have to meet, by partition. Thread-safe. */
final class TaskFailures {
  private final Map<Integer, Queue<Exception>> byPartition = new HashMap<>();

  synchronized void add(int partition, Exception failure) {
    byPartition.computeIfAbsent(partition, number -> new ArrayDeque<>()).add(failure);
  }

  /** The failure of the next attempt, which takes it away. */
  synchronized Optional<Exception> next(int partition) {
    Queue<Exception> failures = byPartition.get(partition);
    return failures == null ? Optional.empty() : Optional.ofNullable(failures.poll());
  }
}
