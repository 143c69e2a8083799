package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.AtomicFile;
import dev.tidemill.core.file.FileStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A base: entries that stand for all entries up to a number. The file appears whole or not at all,
 * so whatever is wrong with it is damage and never the trace of a crash.
 *
 * <pre>
 *   header | group | group | ... | end of the file       entries are numbered from 0
 * </pre>
 */
record BaseFile(FileHeader header, List<JournalEntry> entries) {

  static void write(FileStore store, FileHeader header, List<JournalEntry> entries, int groupBytes)
      throws IOException {
    try (AtomicFile out = store.createAtomic(header.file().name())) {
      out.write(header.encode(store.isObjectStore()));
      long offset = FileHeader.BYTES;
      int at = 0;
      while (at < entries.size()) {
        int end = endOfGroup(entries, at, groupBytes);
        byte[] group = new EntryGroup(at, entries.subList(at, end)).encode(header.file(), offset);
        out.write(group);
        offset += group.length;
        at = end;
      }
      out.commit();
    }
  }

  static BaseFile read(FileStore store, JournalFile file) throws IOException {
    Optional<FileHeader> header = FileHeader.read(store, file);
    if (header.isEmpty()) {
      throw JournalException.damaged(file, 0, "its header is not valid");
    }
    List<JournalEntry> entries = new ArrayList<>();
    try (GroupReader groups = new GroupReader(store, file)) {
      Optional<EntryGroup> group = groups.next();
      while (group.isPresent() && group.get().firstSequence() == entries.size()) {
        entries.addAll(group.get().entries());
        group = groups.next();
      }
      if (!groups.atEnd() || entries.size() != header.get().entries()) {
        throw JournalException.damaged(
            file,
            groups.offset(),
            "%d of its %d entries can be read".formatted(entries.size(), header.get().entries()));
      }
    }
    return new BaseFile(header.get(), List.copyOf(entries));
  }

  /** The index behind the entries that one group takes: one, and further ones while they fit. */
  private static int endOfGroup(List<JournalEntry> entries, int from, int groupBytes) {
    int end = from + 1;
    long bytes = EntryGroup.encodedBytes(entries.get(from));
    while (end < entries.size()) {
      bytes += EntryGroup.encodedBytes(entries.get(end));
      if (bytes > groupBytes) {
        break;
      }
      end++;
    }
    return end;
  }
}
