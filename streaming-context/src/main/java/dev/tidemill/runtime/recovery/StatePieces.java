package dev.tidemill.runtime.recovery;

import dev.tidemill.core.plan.LiveState.Logged;
import dev.tidemill.runtime.journal.JournalEntry;
import dev.tidemill.runtime.recovery.StoredState.Dataset;
import dev.tidemill.runtime.recovery.StoredState.Partition;
import dev.tidemill.runtime.recovery.StoredState.Step;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts what a batch did to states into entries of some megabytes, of which the last one makes all
 * count. Most batches need one entry only.
 */
final class StatePieces {
  /** How large a piece is, but for the chunks of a step that it ends with. */
  static final int PIECE_BYTES = 4 << 20;

  private final long batch;
  private final int pieceBytes;
  private final List<JournalEntry> entries = new ArrayList<>(1);
  private List<Step> steps = new ArrayList<>();
  private long bytes;

  StatePieces(long batch, int pieceBytes) {
    this.batch = batch;
    this.pieceBytes = pieceBytes;
  }

  /** Adds what a step did, in the order of its time for each state. */
  void add(String id, long time, List<Logged> partitions) {
    int rounds = partitions.stream().mapToInt(logged -> logged.chunks().size()).max().orElse(0);
    for (int round = 0; round < Math.max(1, rounds); round++) {
      List<Partition> chunks = new ArrayList<>(partitions.size());
      for (Logged logged : partitions) {
        boolean has = round < logged.chunks().size();
        chunks.add(has ? Partition.of(logged.chunks().get(round)) : Partition.UNCHANGED);
        bytes += has ? logged.chunks().get(round).length : 0;
      }
      steps.add(new Step(id, time, chunks));
      if (bytes > pieceBytes) {
        endPiece();
      }
    }
  }

  private void endPiece() {
    addPiece(new StoredState(steps, List.of()), false);
    steps = new ArrayList<>();
    bytes = 0;
  }

  private void addPiece(StoredState piece, boolean isLast) {
    byte[] state = piece.bytes();
    byte[] payload =
        ByteBuffer.allocate(Integer.BYTES + 1 + state.length)
            .putInt(entries.size())
            .put((byte) (isLast ? 1 : 0))
            .put(state)
            .array();
    entries.add(new JournalEntry(EntryKind.STATE_PIECE, batch, payload));
  }

  /** All entries; none if there is nothing to say. */
  List<JournalEntry> end(List<Dataset> datasets) {
    StoredState last = new StoredState(steps, datasets);
    if (!entries.isEmpty()) {
      addPiece(last, true);
    } else if (!last.isEmpty()) {
      entries.add(new JournalEntry(EntryKind.STATE, batch, last.bytes()));
    }
    return entries;
  }
}
