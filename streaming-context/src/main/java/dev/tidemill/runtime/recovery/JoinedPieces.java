package dev.tidemill.runtime.recovery;

import dev.tidemill.runtime.journal.JournalEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Puts together what {@link StatePieces} has cut. Takes entries in their order. */
final class JoinedPieces {
  private List<StoredState> pieces = new ArrayList<>();
  private boolean hasBegun;

  static boolean areIn(int kind) {
    return kind == EntryKind.STATE || kind == EntryKind.STATE_PIECE;
  }

  /**
   * What a batch did, when the entry is the last piece of it; else nothing. Pieces that no last one
   * followed do not count. Nor do those whose first ones were before the first entry that is kept:
   * what they say has been logged again.
   *
   * @throws IOException if a piece is missing elsewhere
   */
  List<StoredState> take(JournalEntry entry) throws IOException {
    ByteBuffer payload = ByteBuffer.wrap(entry.payload());
    boolean isLast = true;
    int number = 0;
    if (entry.kind() == EntryKind.STATE_PIECE) {
      if (payload.remaining() < Integer.BYTES + 1) {
        throw new IOException("A piece of the journal's record of a state has no number.");
      }
      number = payload.getInt();
      isLast = payload.get() == 1;
    }
    if (number == 0) {
      pieces.clear();
    } else if (number != pieces.size() && hasBegun) {
      throw new IOException(
          "Piece %d of the journal's record of the states at %d ms is there, piece %d is not."
              .formatted(number, entry.batch(), pieces.size()));
    } else if (number != pieces.size()) {
      return List.of();
    }
    hasBegun = true;
    pieces.add(StoredState.of(payload));
    if (!isLast) {
      return List.of();
    }
    List<StoredState> whole = pieces;
    pieces = new ArrayList<>();
    return whole;
  }
}
