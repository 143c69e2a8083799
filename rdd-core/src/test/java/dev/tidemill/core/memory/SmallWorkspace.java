package dev.tidemill.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.core.codec.Codec;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** A workspace with little memory, below a directory of its own, that listens to its warnings. */
final class SmallWorkspace implements AutoCloseable {
  /** What every reservation may hold at least, and so the smallest memory there can be. */
  static final long SMALLEST = new MemoryBudget(1, 1).share();

  final Workspace workspace;
  final MemoryBudget budget;
  final SpillFiles files;
  final Path place;
  final List<String> warnings = new ArrayList<>();

  // Kept here, since loggers are only held weakly.
  private final Logger logger = Logger.getLogger(Workspace.class.getName());
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord event) {
          warnings.add(event.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  SmallWorkspace(Path place, long limit) {
    this(place, limit, file -> new RandomAccessFile(file, "rw"));
  }

  SmallWorkspace(Path place, long limit, SpillFiles.Opener opener) {
    this.place = place;
    this.budget = new MemoryBudget(limit, 1);
    this.files = new SpillFiles(List.of(place), opener);
    this.workspace = new Workspace(Codec.plain(), budget, files);
    logger.addHandler(listener);
    logger.setUseParentHandlers(false);
  }

  /** One whose disk is full after so many bytes. */
  static SmallWorkspace withFullDisk(Path place, long room) {
    return new SmallWorkspace(place, 1, file -> new FullDisk(file, room));
  }

  private static final class FullDisk extends RandomAccessFile {
    private long left;

    FullDisk(File file, long room) throws IOException {
      super(file, "rw");
      this.left = room;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      left -= length;
      if (left < 0) {
        throw new IOException("No space left on device");
      }
      super.write(bytes, offset, length);
    }
  }

  /** Nothing is held any more, in memory or on disk. */
  void requireNothingHeld(String what) throws IOException {
    assertEquals(0, budget.held(), what);
    assertEquals(0, files.openFiles(), what);
    assertEquals(List.of(), filesIn(place), what);
  }

  private static List<Path> filesIn(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Override
  public void close() throws IOException {
    logger.removeHandler(listener);
    logger.setUseParentHandlers(true);
    files.close();
  }
}
