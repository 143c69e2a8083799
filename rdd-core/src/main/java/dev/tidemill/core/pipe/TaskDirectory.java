package dev.tidemill.core.pipe;

import dev.tidemill.core.file.FileStores;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The working directory of one task's process, which it may fill as it likes. Has links to what was
 * in the working directory of this process. Gone when it is closed.
 */
final class TaskDirectory implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(TaskDirectory.class);

  private final Path path;

  private TaskDirectory(Path path) {
    this.path = path;
  }

  /** Empty, in the directory for temporary files. */
  static TaskDirectory create() throws IOException {
    return new TaskDirectory(Files.createTempDirectory("tidemill-pipe-").toAbsolutePath());
  }

  void linkWorkingDirectory() throws IOException {
    for (Path entry : entries(Path.of("").toAbsolutePath())) {
      try {
        Files.createSymbolicLink(path.resolve(entry.getFileName()), entry);
      } catch (IOException | UnsupportedOperationException failed) {
        throw new IOException(
            "pipe: cannot link "
                + entry
                + " into the working directory of a task, "
                + path
                + " ("
                + failed
                + "); allow links there, or pipe without separateWorkingDir.",
            failed);
      }
    }
  }

  private static List<Path> entries(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }

  Path path() {
    return path;
  }

  /** What a process that outlives its task holds on to stays, which is said. */
  @Override
  public void close() {
    try {
      FileStores.local(path.getParent()).delete(path.getFileName().toString());
    } catch (IOException failed) {
      LOG.warn("The working directory {} of a task cannot be deleted: {}", path, failed.toString());
    }
  }
}
