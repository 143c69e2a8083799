package dev.tidemill.core.engine.local;

import dev.tidemill.core.memory.SpillFile;
import dev.tidemill.core.memory.SpillingLists;
import dev.tidemill.core.memory.Workspace;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** What one exchange has moved, in memory and in one file. Thread-safe. */
final class Moved implements Closeable {
  /** All map outputs, for one reader of each target: {@code byMap[map]} has a list for each. */
  static final class Round {
    final AtomicReferenceArray<SpillingLists> byMap;

    Round(int maps) {
      this.byMap = new AtomicReferenceArray<>(maps);
    }

    boolean isWhole() {
      for (int map = 0; map < byMap.length(); map++) {
        if (byMap.get(map) == null) {
          return false;
        }
      }
      return true;
    }

    /** What all maps have for a target, in their order. */
    List<Part> parts(int target) {
      List<Part> parts = new ArrayList<>(byMap.length());
      for (int map = 0; map < byMap.length(); map++) {
        SpillingLists lists = byMap.get(map);
        lists.onDisk(target).forEach(records -> parts.add(Part.staying(records)));
        if (!lists.inMemory(target).isEmpty()) {
          parts.add(Part.inMemory(lists, target));
        }
      }
      return parts;
    }
  }

  final int maps;
  final boolean readAgain;
  // Of targets that may be read again: what all readers share, or that they cannot share it; null
  // until the first reader has found out, under the lock of the target.
  final AtomicReferenceArray<Optional<List<Iterable<?>>>> shared;
  private final Object[] targetLocks;
  private final Workspace workspace;
  private final SpillFile file;
  // Guarded by this, also what follows: how often each target was read, and so which round its next
  // reader takes.
  private final int[] timesRead;
  private final List<Round> rounds = new ArrayList<>(1);
  private final List<SpillingLists> made = new ArrayList<>();

  /**
   * @param readAgain whether a target may be read more than once
   */
  Moved(Workspace workspace, int maps, int targets, boolean readAgain) {
    this.workspace = workspace;
    this.file = workspace.files().file();
    this.maps = maps;
    this.readAgain = readAgain;
    this.shared = new AtomicReferenceArray<>(readAgain ? targets : 0);
    this.targetLocks = new Object[readAgain ? targets : 0];
    if (readAgain) {
      Arrays.setAll(targetLocks, target -> new Object());
    }
    this.timesRead = new int[targets];
    this.rounds.add(new Round(maps));
  }

  int targets() {
    return timesRead.length;
  }

  Object lockOf(int target) {
    return targetLocks[target];
  }

  /** Room for one map output. */
  synchronized SpillingLists lists() {
    SpillingLists lists = new SpillingLists(workspace, timesRead.length, file);
    made.add(lists);
    return lists;
  }

  synchronized Round first() {
    return rounds.get(0);
  }

  synchronized Round nextFor(int target) {
    int round = timesRead[target]++;
    if (round == rounds.size()) {
      rounds.add(new Round(maps));
    }
    return rounds.get(round);
  }

  /** Gives memory and disk back; nobody reads any more. */
  @Override
  public synchronized void close() throws IOException {
    for (SpillingLists lists : made) {
      lists.close();
    }
    file.close();
  }
}
