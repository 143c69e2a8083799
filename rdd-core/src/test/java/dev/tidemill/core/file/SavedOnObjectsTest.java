package dev.tidemill.core.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkException;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.core.file.MemoryDisk.CrashPoint;
import dev.tidemill.hadooptest.ObjectFileSystem;
import dev.tidemill.hadooptest.ObjectFileSystem.Bucket;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Outputs where nothing can be renamed: they are whole when their last file says so. */
class SavedOnObjectsTest {
  private static final Bucket BUCKET = ObjectFileSystem.bucket(new MemoryDisk().store("x"));

  private static SparkConf conf() {
    SparkConf conf = new SparkConf(false).setMaster("local[2]").setAppName("test");
    ObjectFileSystem.settings().forEach((key, value) -> conf.set("spark.hadoop." + key, value));
    return conf;
  }

  private static FileStore on(MemoryDisk disk) throws IOException {
    return FileStores.open(
        BUCKET.hold(disk.store("x")).uri() + "/saved", ObjectFileSystem.settings());
  }

  private static List<String> names(FileStore store, String directory) throws IOException {
    try {
      return store.list(directory).stream().map(FileEntry::lastSegment).toList();
    } catch (NoSuchFileException nothing) {
      return List.of();
    }
  }

  @Test
  void aDatasetIsSavedInPlaceAndReadAgain() throws Exception {
    FileStore store = on(new MemoryDisk());
    String out = BUCKET.uri() + "/saved/words";
    try (JavaSparkContext context = new JavaSparkContext(conf())) {
      var words = context.parallelize(List.of("tide", "mill", "x"), 2);
      words.saveAsTextFile(out);
      assertEquals(0, BUCKET.count("copy"));
      assertEquals(4, BUCKET.count("put"), BUCKET.calls().toString());
      assertEquals(
          List.of(".owner", "_SUCCESS", "part-00000", "part-00001"), names(store, "words"));
      assertEquals(
          List.of("mill", "tide", "x"), context.textFile(out).collect().stream().sorted().toList());
      assertThrows(FileAlreadyExistsException.class, () -> words.saveAsTextFile(out));
      assertEquals(4, names(store, "words").size());
    }
  }

  @Test
  void ofAJobThatFailsNothingStays() throws Exception {
    FileStore store = on(new MemoryDisk());
    try (JavaSparkContext context = new JavaSparkContext(conf())) {
      var words =
          context
              .parallelize(List.of("tide", "mill", "x"), 2)
              .map(
                  word -> {
                    if (word.equals("x")) {
                      throw new IllegalStateException("ordered");
                    }
                    return word;
                  });
      assertThrows(SparkException.class, () -> words.saveAsTextFile(BUCKET.uri() + "/saved/out"));
      assertEquals(List.of(), names(store, ""));
    }
  }

  @Test
  void aPlaceThatSomebodyElseTakesIsNotTouched() throws IOException {
    FileStore store = on(new MemoryDisk());
    try (OutputDirectory first = OutputDirectory.fresh(store, "out")) {
      write(store, first, 1, "1");
      assertThrows(FileAlreadyExistsException.class, () -> OutputDirectory.fresh(store, "out"));
      assertThrows(
          FileAlreadyExistsException.class, () -> OutputDirectory.replacing(store, "out", "me"));
      first.markWhole();
      first.commit();
    }
    assertEquals(List.of(".owner", "_SUCCESS", "part-00000"), names(store, "out"));
  }

  /** Three parts by a first run, two by the next; and a third run after the crash of that. */
  @ParameterizedTest
  @EnumSource(CrashPoint.class)
  void aReplacementThatACrashEndsIsNeverTakenForWhole(CrashPoint point) throws IOException {
    int operation = 1;
    for (; ; operation++) {
      MemoryDisk disk = new MemoryDisk();
      run(on(disk), 3, "1");
      disk.crashAt(disk.operations() + operation, point, operation);
      if (!crashes(on(disk), true)) {
        break; // It has fewer operations.
      }
      FileStore left = on(disk);
      Optional<FileEntry> whole = left.status("out/_SUCCESS");
      String why = point + " " + operation + ": " + names(left, "out");
      if (whole.isPresent()) {
        List<String> parts = parts(left);
        assertTrue(parts.equals(List.of("1", "1", "1")) || parts.equals(List.of("2", "2")), why);
      }
      run(left, 2, "2");
      assertEquals(List.of("2", "2"), parts(left), why);
      assertTrue(left.status("out/_SUCCESS").isPresent(), why);
    }
    assertTrue(operation > 7, "operations: " + operation);
  }

  @ParameterizedTest
  @EnumSource(CrashPoint.class)
  void whatACrashLeavesOfARunThatFailedIsReplacedByTheNext(CrashPoint point) throws IOException {
    int operation = 1;
    for (; ; operation++) {
      MemoryDisk disk = new MemoryDisk();
      disk.crashAt(operation, point, operation);
      if (!crashes(on(disk), false)) {
        break;
      }
      run(on(disk), 2, "2");
      assertEquals(List.of("2", "2"), parts(on(disk)), point + " " + operation);
    }
    assertTrue(operation > 5, "operations: " + operation);
  }

  private static boolean crashes(FileStore store, boolean commits) {
    try {
      run(store, 2, "2", commits);
      return false;
    } catch (IOException crash) {
      return true;
    }
  }

  private static void run(FileStore store, int parts, String content) throws IOException {
    run(store, parts, content, true);
  }

  private static void run(FileStore store, int parts, String content, boolean commits)
      throws IOException {
    try (OutputDirectory directory = OutputDirectory.replacing(store, "out", "me")) {
      write(store, directory, parts, content);
      if (commits) {
        directory.markWhole();
        directory.commit();
      }
    }
  }

  private static void write(FileStore store, OutputDirectory directory, int parts, String content)
      throws IOException {
    for (int part = 0; part < parts; part++) {
      try (AtomicFile file = store.createAtomic(directory.temporary() + "/part-0000" + part)) {
        file.write(content.getBytes(UTF_8));
        file.commit();
      }
    }
  }

  private static List<String> parts(FileStore store) throws IOException {
    List<String> parts = new ArrayList<>();
    for (FileEntry entry : store.list("out")) {
      if (entry.lastSegment().startsWith("part-")) {
        try (InputStream in = store.open(entry.name(), 0)) {
          parts.add(new String(in.readAllBytes(), UTF_8));
        }
      }
    }
    return parts;
  }
}
