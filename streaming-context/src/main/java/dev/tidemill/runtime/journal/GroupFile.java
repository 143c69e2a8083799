package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * A segment of one group, as object stores have it. The file appears whole or not at all, so
 * whatever is wrong with it is damage and never the trace of a crash.
 *
 * <pre>
 *   header | group | end of the file
 * </pre>
 */
final class GroupFile {

  private GroupFile() {}

  static byte[] encode(JournalFile file, EntryGroup group) {
    byte[] header = FileHeader.ofLog(file, group.firstSequence()).encode();
    byte[] body = group.encode(file, header.length);
    byte[] whole = Arrays.copyOf(header, header.length + body.length);
    System.arraycopy(body, 0, whole, header.length, body.length);
    return whole;
  }

  /** Reads the file, once. */
  static EntryGroup read(FileStore store, JournalFile file) throws IOException {
    byte[] bytes = content(store, file);
    Optional<FileHeader> header = FileHeader.decode(bytes, file);
    if (header.isEmpty()) {
      throw JournalException.damaged(file, 0, "its header is not valid");
    }
    return group(bytes, file)
        .filter(found -> found.firstSequence() == header.get().sequence())
        .orElseThrow(
            () -> JournalException.damaged(file, FileHeader.BYTES, "its group is not valid"));
  }

  /** Whether the file is there with this content. */
  static boolean holds(FileStore store, JournalFile file, byte[] content) throws IOException {
    return Arrays.equals(content(store, file), content);
  }

  /** How long the file of a group is. */
  static long bytes(EntryGroup group) {
    long bytes = FileHeader.BYTES + EntryGroup.HEADER_BYTES;
    for (JournalEntry entry : group.entries()) {
      bytes += EntryGroup.encodedBytes(entry);
    }
    return bytes;
  }

  private static Optional<EntryGroup> group(byte[] bytes, JournalFile file) {
    int at = FileHeader.BYTES;
    if (bytes.length < at + EntryGroup.HEADER_BYTES) {
      return Optional.empty();
    }
    byte[] body = Arrays.copyOfRange(bytes, at + EntryGroup.HEADER_BYTES, bytes.length);
    return EntryGroup.header(bytes, at, file, at).flatMap(head -> EntryGroup.decode(head, body));
  }

  private static byte[] content(FileStore store, JournalFile file) throws IOException {
    try (InputStream in = store.open(file.name(), 0)) {
      return in.readAllBytes();
    }
  }
}
