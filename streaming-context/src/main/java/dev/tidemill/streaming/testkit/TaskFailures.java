package dev.tidemill.streaming.testkit;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The failures that tasks of one batch still have to meet, by partition. Thread-safe. An engine may
 * give its tasks copies: read in this process, they are the same object again.
 */
final class TaskFailures implements Serializable {
  private static final AtomicLong NEXT = new AtomicLong();
  // Those that a source still holds; their number is small, so they are looked through.
  private static final Set<TaskFailures> HELD = Collections.newSetFromMap(new WeakHashMap<>());

  private final long number = NEXT.getAndIncrement();
  private final transient Map<Integer, Queue<Exception>> byPartition = new HashMap<>();

  static TaskFailures held() {
    TaskFailures made = new TaskFailures();
    synchronized (HELD) {
      HELD.add(made);
    }
    return made;
  }

  /** What a copy becomes when it has been read. */
  private Object readResolve() {
    synchronized (HELD) {
      return HELD.stream()
          .filter(held -> held.number == number)
          .findAny()
          .orElseGet(TaskFailures::new);
    }
  }

  synchronized void add(int partition, Exception failure) {
    byPartition.computeIfAbsent(partition, unused -> new ArrayDeque<>()).add(failure);
  }

  /** The failure of the next attempt, which takes it away. */
  synchronized Optional<Exception> next(int partition) {
    Queue<Exception> failures = byPartition.get(partition);
    return failures == null ? Optional.empty() : Optional.ofNullable(failures.poll());
  }
}
