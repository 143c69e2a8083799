package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.AtomicFile;
import dev.tidemill.core.file.FileStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/**
 * Copies a journal to another directory, which may be on another file system. Changes nothing where
 * it comes from, whose driver may go on writing: what was durable when the copy began is in it.
 *
 * <p>Bases are written last. A copy that a crash cut off has none, so nobody takes it for a journal
 * that may be gone on with.
 */
public final class JournalCopy {
  private static final int ATTEMPTS = 10;

  private final FileStore from;
  private final FileStore to;

  private JournalCopy(FileStore from, FileStore to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Copies all files of the journal and reads the copy from end to end.
   *
   * @return how many files were copied, 0 when there is no journal
   * @throws FileAlreadyExistsException when there is a journal, or a part of one, at the target
   * @throws IOException when the driver cut its journal short again and again meanwhile
   */
  public static int copy(FileStore from, FileStore to) throws IOException {
    if (!JournalDirectory.files(to).isEmpty()) {
      throw new FileAlreadyExistsException(
          to.root(),
          null,
          "there is a journal already; give an empty directory, or delete its directory '"
              + JournalDirectory.NAME
              + "'");
    }
    return new JournalCopy(from, to).copy();
  }

  private int copy() throws IOException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      List<JournalFile> files = JournalDirectory.files(from);
      if (tryToCopy(files)) {
        return files.size();
      }
      for (JournalFile file : JournalDirectory.files(to)) {
        to.delete(file.name());
      }
    }
    throw new IOException(
        "The driver of %s dropped files of its journal during each of %d attempts to copy it; stop it, or set a larger tidemill.journal.segmentSize"
            .formatted(from.root(), ATTEMPTS));
  }

  /**
   * False when the driver has begun a new file or deleted one meanwhile. If it has not, every log
   * but the last was whole, and of the last a beginning was read, which is what a crash leaves.
   */
  private boolean tryToCopy(List<JournalFile> files) throws IOException {
    try {
      for (boolean bases : new boolean[] {false, true}) {
        for (JournalFile file : files) {
          if ((file.kind() == JournalFile.Kind.BASE) == bases) {
            if (bases && !JournalDirectory.files(from).equals(files)) {
              return false;
            }
            copy(file);
          }
        }
      }
    } catch (NoSuchFileException | FileNotFoundException gone) {
      if (JournalDirectory.files(from).equals(files)) {
        throw gone;
      }
      return false;
    }
    if (!files.isEmpty()) {
      JournalReader.open(to).orElseThrow().forEachKept(kind -> true, entry -> {});
    }
    return true;
  }

  private void copy(JournalFile file) throws IOException {
    try (InputStream in = from.open(file.name(), 0);
        AtomicFile out = to.createAtomic(file.name())) {
      in.transferTo(out);
      out.commit();
    }
  }
}
