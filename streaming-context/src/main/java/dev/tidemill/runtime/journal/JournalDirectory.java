package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.AtomicFile;
import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The directory of the journal, below the root of the store. */
public final class JournalDirectory {

  /** Its name. */
  public static final String NAME = "journal";

  private JournalDirectory() {}

  /**
   * Gives the journal another name, {@code journal-set-aside-<yyyyMMdd-HHmmss>} in local time, so
   * that the next one begins with nothing. Touches nothing else. An object store copies it.
   *
   * @return the new name, empty when there is no journal
   */
  public static Optional<String> setAside(FileStore store) throws IOException {
    return setAside(store, LocalDateTime.now());
  }

  static Optional<String> setAside(FileStore store, LocalDateTime now) throws IOException {
    if (files(store).isEmpty()) {
      return Optional.empty();
    }
    // Here, and not for all: its classes are many, and nearly no start sets anything aside.
    DateTimeFormatter second = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    String base = NAME + "-set-aside-" + second.format(now);
    String name = base;
    for (int attempt = 2; !move(store, name); attempt++) {
      name = base + "-" + attempt; // Another one in the same second.
    }
    return Optional.of(name);
  }

  /** False when the name is taken. */
  private static boolean move(FileStore store, String name) throws IOException {
    if (store.isObjectStore()) {
      if (store.status(name).isPresent()) {
        return false;
      }
      copy(store, name);
      return true;
    }
    try {
      store.rename(NAME, name);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /**
   * Deletes nothing before all is copied, and bases first: what a crash leaves is the whole
   * journal, or one without a base, which nobody goes on from.
   */
  private static void copy(FileStore store, String name) throws IOException {
    List<JournalFile> files = files(store);
    for (JournalFile file : files) {
      String copy = name + file.name().substring(NAME.length());
      try (InputStream in = store.open(file.name(), 0);
          AtomicFile out = store.createAtomic(copy)) {
        in.transferTo(out);
        out.commit();
      }
    }
    for (boolean bases : new boolean[] {true, false}) {
      for (JournalFile file : files) {
        if ((file.kind() == JournalFile.Kind.BASE) == bases) {
          store.delete(file.name());
        }
      }
    }
  }

  /** The files of the journal in their order, foreign ones left out. */
  static List<JournalFile> files(FileStore store) throws IOException {
    try {
      return store.list(NAME).stream()
          .filter(entry -> !entry.directory())
          .map(FileEntry::lastSegment)
          .map(JournalFile::parse)
          .flatMap(Optional::stream)
          .sorted(JournalFile.ORDER)
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
