package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileStore;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Reads the groups of a file one after another, up to the first bytes that are none. */
final class GroupReader implements Closeable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final JournalFile file;
  private final InputStream in;
  private long offset = FileHeader.BYTES;
  private boolean atEnd;

  /** Opens a file whose header is valid. */
  GroupReader(FileStore store, JournalFile file) throws IOException {
    this.file = file;
    this.in = new BufferedInputStream(store.open(file.name(), offset), BUFFER_BYTES);
  }

  /** Empty at the end of the file, and where what follows is no valid group. */
  Optional<EntryGroup> next() throws IOException {
    byte[] head = in.readNBytes(EntryGroup.HEADER_BYTES);
    atEnd = head.length == 0;
    if (head.length < EntryGroup.HEADER_BYTES) {
      return Optional.empty();
    }
    Optional<EntryGroup.Header> header = EntryGroup.header(head, 0, file, offset);
    if (header.isEmpty()) {
      return Optional.empty();
    }
    byte[] body = body(header.get().bodyBytes());
    Optional<EntryGroup> group = EntryGroup.decode(header.get(), body);
    if (group.isPresent()) {
      offset += EntryGroup.HEADER_BYTES + body.length;
    }
    return group;
  }

  /** Shorter if the file is; takes no more room than there are bytes. */
  private byte[] body(int length) throws IOException {
    if (in.available() < length) {
      return in.readNBytes(length); // takes room as it reads
    }
    byte[] body = new byte[length];
    int read = in.readNBytes(body, 0, length);
    return read == length ? body : Arrays.copyOf(body, read);
  }

  /** Where the next group begins, or the bytes that are none. */
  long offset() {
    return offset;
  }

  /** Whether the last {@link #next} came to the end of the file behind a valid group. */
  boolean atEnd() {
    return atEnd;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
