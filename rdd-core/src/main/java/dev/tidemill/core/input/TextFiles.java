package dev.tidemill.core.input;

import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.plan.SourceData;
import dev.tidemill.core.plan.TaskScope;
import dev.tidemill.core.text.LineReader;
import dev.tidemill.core.text.LineTooLongException;
import dev.tidemill.core.text.Printable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The lines of text files. A line belongs to the part in which its first byte lies, so cutting a
 * file neither loses nor doubles one:
 *
 * <pre>
 *   bytes   a b c \n d e f \n g h
 *   parts   |------|  |--------|        cut behind "d"
 *   lines   abc, def  gh
 * </pre>
 */
public final class TextFiles implements SourceData<String> {
  /** Finds the parts when a job first needs them. */
  @FunctionalInterface
  private interface Listing {
    List<FileSplit> list() throws IOException;
  }

  private final String description;
  private final int maxLineBytes;
  private final Listing listing;
  private List<FileSplit> splits;

  private TextFiles(String description, int maxLineBytes, Listing listing) {
    this.description = description;
    this.maxLineBytes = maxLineBytes;
    this.listing = listing;
  }

  /**
   * These files, as long as their entries say. A file that is gone fails the task that reads it.
   */
  public static TextFiles of(
      FileStore store, List<FileEntry> files, int minPartitions, int maxLineBytes) {
    List<FileEntry> chosen = List.copyOf(files);
    return new TextFiles(
        chosen.size() + " files of " + store.root(),
        maxLineBytes,
        () -> FileSplit.cut(store, chosen, minPartitions));
  }

  /** A file, or the files of a directory that are not hidden; looked at when a job needs them. */
  public static TextFiles below(String location, int minPartitions, int maxLineBytes) {
    return new TextFiles(location, maxLineBytes, () -> look(location, minPartitions));
  }

  private static List<FileSplit> look(String location, int minPartitions) throws IOException {
    String path = withoutSlashesAtTheEnd(location);
    int nameStart = nameStart(path);
    String name = path.substring(nameStart);
    if (!isDirectoryBySpelling(name)) {
      // With its slash, so that "/a" and "file:///a" leave a root and not an empty text.
      String before = path.substring(0, nameStart);
      String parent = before.isEmpty() || before.equals("file:") ? before + "." : before;
      FileStore store = FileStores.open(parent);
      FileEntry entry = store.status(name).orElseThrow(() -> missing(location));
      if (!entry.directory()) {
        return FileSplit.cut(store, List.of(entry), minPartitions);
      }
    }
    return FileSplit.cut(FileStores.open(path), visibleFiles(path, location), minPartitions);
  }

  private static List<FileEntry> visibleFiles(String path, String location) throws IOException {
    try {
      return FileStores.open(path).list("").stream()
          .filter(entry -> !entry.directory() && !hidden(entry.lastSegment()))
          .toList();
    } catch (NoSuchFileException gone) {
      throw missing(location);
    }
  }

  private static NoSuchFileException missing(String location) {
    return new NoSuchFileException("Input path does not exist: " + Printable.text(location));
  }

  private static String withoutSlashesAtTheEnd(String location) {
    int end = location.length();
    while (end > 1 && location.charAt(end - 1) == '/' && location.charAt(end - 2) != ':') {
      end--;
    }
    return location.substring(0, end);
  }

  /** Where the last segment begins. The host of a URI is no segment. */
  private static int nameStart(String path) {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return path.startsWith("file:") ? "file:".length() : 0;
    }
    boolean endsWithHost = slash > 1 && path.startsWith("://", slash - 2);
    return endsWithHost ? path.length() : slash + 1;
  }

  /** Such names cannot be asked for in a store; they can only be its root. */
  private static boolean isDirectoryBySpelling(String name) {
    return name.isEmpty() || name.equals(".") || name.equals("..");
  }

  private static boolean hidden(String name) {
    return name.startsWith(".") || name.startsWith("_");
  }

  private synchronized List<FileSplit> splits() {
    if (splits == null) {
      try {
        splits = listing.list();
      } catch (IOException failed) {
        throw Sneaky.thrown(failed);
      }
    }
    return splits;
  }

  @Override
  public int partitionCount() {
    return splits().size();
  }

  @Override
  public Iterator<String> open(int partition, TaskScope scope) throws IOException {
    FileSplit split = splits().get(partition);
    // From one byte before, so that a line end right before our first byte is seen.
    long start = Math.max(0, split.from() - 1);
    LineReader reader =
        new LineReader(
            split.store().open(split.name(), start),
            start,
            split.fileLength() - start,
            maxLineBytes);
    scope.onCompletion(reader);
    if (split.from() > 0) {
      passOverLineOfPartBefore(reader);
    }
    return new Lines(reader, split);
  }

  private static void passOverLineOfPartBefore(LineReader reader) throws IOException {
    try {
      reader.readLine();
    } catch (LineTooLongException reportedByThePartBefore) {
      // The reader stands behind the line now, which is all we want.
      return;
    }
  }

  @Override
  public String toString() {
    return description;
  }

  /** Lines that begin before the end of a part. */
  private static final class Lines implements Iterator<String> {
    private final LineReader reader;
    private final FileSplit split;
    private String next;
    private boolean ended;

    Lines(LineReader reader, FileSplit split) {
      this.reader = reader;
      this.split = split;
    }

    @Override
    public boolean hasNext() {
      if (next == null && !ended) {
        try {
          next = readNext();
        } catch (IOException failed) {
          throw Sneaky.thrown(
              new IOException("Reading " + split + ": " + failed.getMessage(), failed));
        }
        ended = next == null;
      }
      return next != null;
    }

    private String readNext() throws IOException {
      if (reader.nextLineStart() >= split.to()) {
        return null;
      }
      String line = reader.readLine();
      if (line == null) {
        throw new EOFException(
            "the file ends at byte "
                + reader.nextLineStart()
                + "; it had "
                + split.fileLength()
                + " bytes when it was chosen. Files must not shrink while they are read.");
      }
      return line;
    }

    @Override
    public String next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      String line = next;
      next = null;
      return line;
    }
  }
}
