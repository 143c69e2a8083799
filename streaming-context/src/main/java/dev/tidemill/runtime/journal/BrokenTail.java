package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileStore;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes at the end of a log that are no valid group.
 *
 * <p>A group is written when the one before it is durable. So if any group begins behind the broken
 * place, what is broken had been durable, and no crash broke it. Only headers are looked at, which
 * are valid at their own offset alone: one pass, whatever the bytes are.
 */
record BrokenTail(JournalFile file, long offset, long bytes) {

  private static final int WINDOW_BYTES = 1 << 16;

  /**
   * Looks through the file from the offset on.
   *
   * @throws JournalException when a group begins behind the offset
   */
  static BrokenTail requireTorn(FileStore store, JournalFile file, long offset, long searchFrom)
      throws IOException {
    byte[] window = new byte[WINDOW_BYTES];
    long windowAt = searchFrom;
    int filled = 0;
    try (InputStream in = store.open(file.name(), searchFrom)) {
      while (true) {
        int more = in.readNBytes(window, filled, window.length - filled);
        filled += more;
        int candidates = filled - EntryGroup.HEADER_BYTES + 1;
        for (int at = 0; at < candidates; at++) {
          if (EntryGroup.header(window, at, file, windowAt + at).isPresent()) {
            throw JournalException.damaged(
                file, offset, "a valid group follows at offset " + (windowAt + at));
          }
        }
        if (more == 0) {
          return new BrokenTail(file, offset, windowAt + filled - offset);
        }
        int rest = Math.min(filled, EntryGroup.HEADER_BYTES - 1);
        System.arraycopy(window, filled - rest, window, 0, rest);
        windowAt += filled - rest;
        filled = rest;
      }
    }
  }

  @Override
  public String toString() {
    return "Cut %d bytes at the end of journal file '%s', from offset %d on: they were never synced"
        .formatted(bytes, file.name(), offset);
  }
}
