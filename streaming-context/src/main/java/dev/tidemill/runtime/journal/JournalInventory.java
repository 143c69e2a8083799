package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/**
 * What the directory of a journal takes, for people.
 *
 * @param files how many files the journal has
 * @param bytes all of them together
 * @param version the newest format among them
 * @param driver who claimed the directory last, if it is known
 */
public record JournalInventory(int files, long bytes, int version, Optional<String> driver) {

  private static final int MAGIC_BYTES = 8;

  /** Looks at the directory; reads a few bytes of each file. */
  public static JournalInventory of(FileStore store) throws IOException {
    int files = 0;
    long bytes = 0;
    int version = 0;
    for (JournalFile file : JournalDirectory.files(store)) {
      try {
        version = Math.max(version, version(store, file));
      } catch (NoSuchFileException | FileNotFoundException gone) {
        continue; // its driver has dropped it since
      }
      files++;
      bytes += store.status(file.name()).map(FileEntry::length).orElse(0L);
    }
    Optional<LeaseOwner> owner = EpochClaims.owner(store, EpochClaims.highest(store));
    return new JournalInventory(files, bytes, version, owner.map(LeaseOwner::toString));
  }

  /** The names of the files; while they stay the same, no driver has dropped one. */
  public static List<String> names(FileStore store) throws IOException {
    return JournalDirectory.files(store).stream().map(JournalFile::name).toList();
  }

  /** Zero of a file that a crash has left without a header. */
  private static int version(FileStore store, JournalFile file) throws IOException {
    try (InputStream in = store.open(file.name(), 0);
        DataInputStream header = new DataInputStream(in)) {
      byte[] magic = header.readNBytes(MAGIC_BYTES);
      byte[] version = header.readNBytes(Integer.BYTES);
      return magic.length == MAGIC_BYTES && version.length == Integer.BYTES
          ? ByteBuffer.wrap(version).getInt()
          : 0;
    }
  }
}
