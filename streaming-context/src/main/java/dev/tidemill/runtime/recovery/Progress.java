package dev.tidemill.runtime.recovery;

import dev.tidemill.runtime.journal.JournalEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How far the batches are, as far as a later process has to know it.
 *
 * <pre>
 *   ◄── forgotten ──┤ kept for windows      │ may be over          not over
 *   ────────────────┼───────────────────────┼──────x───────────x──────────────►
 *          floor - keep                   floor   first batch that is not over
 * </pre>
 *
 * <p>The floor is the latest time up to which all batches are over. Thread-safe.
 */
final class Progress {
  private final NavigableMap<Long, byte[]> allocated = new TreeMap<>();
  private final NavigableSet<Long> unfinished = new TreeSet<>();
  private final Map<Long, Set<String>> outputsDone = new TreeMap<>();
  private long keepMs;

  /** How long allocations are kept behind the floor. */
  synchronized void keep(long milliseconds) {
    keepMs = milliseconds;
  }

  synchronized void allocated(long batch, byte[] allocation) {
    allocated.put(batch, allocation);
    unfinished.add(batch);
  }

  synchronized void outputDone(long batch, String output) {
    if (unfinished.contains(batch)) {
      outputsDone.computeIfAbsent(batch, time -> new HashSet<>()).add(output);
    }
  }

  synchronized void done(long batch) {
    unfinished.remove(batch);
    outputsDone.remove(batch);
    if (!allocated.isEmpty()) {
      // The last one stays: it says where the grid goes on.
      long last = allocated.lastKey();
      allocated.headMap(Math.min(last, floor() - keepMs + 1)).clear();
    }
  }

  /** The latest time up to which all batches are over; {@code Long.MIN_VALUE} before the first. */
  synchronized long floor() {
    if (!unfinished.isEmpty()) {
      return unfinished.first() - 1;
    }
    return allocated.isEmpty() ? Long.MIN_VALUE : allocated.lastKey();
  }

  synchronized boolean isEmpty() {
    return allocated.isEmpty();
  }

  synchronized long firstAllocated() {
    return allocated.firstKey();
  }

  synchronized long lastAllocated() {
    return allocated.lastKey();
  }

  synchronized List<Long> unfinished() {
    return List.copyOf(unfinished);
  }

  synchronized boolean isUnfinished(long batch) {
    return unfinished.contains(batch);
  }

  synchronized Set<String> outputsDone(long batch) {
    return Set.copyOf(outputsDone.getOrDefault(batch, Set.of()));
  }

  /** What the sources gave to batches, of those that are kept. */
  synchronized NavigableMap<Long, byte[]> allocations() {
    return new TreeMap<>(allocated);
  }

  /** All of it as entries. */
  synchronized List<JournalEntry> entries() {
    List<JournalEntry> entries = new ArrayList<>();
    allocated.forEach(
        (batch, bytes) -> {
          entries.add(new JournalEntry(EntryKind.ALLOCATED, batch, bytes));
          if (!unfinished.contains(batch)) {
            entries.add(new JournalEntry(EntryKind.DONE, batch, new byte[0]));
          }
        });
    outputsDone.forEach(
        (batch, outputs) ->
            outputs.forEach(output -> entries.add(outputEntry(batch, output, true))));
    return entries;
  }

  static JournalEntry outputEntry(long batch, String output, boolean well) {
    return new JournalEntry(
        EntryKind.OUTPUT, batch, Json.bytes(Map.of("output", output, "ok", well)));
  }
}
