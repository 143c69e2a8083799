package dev.tidemill.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.input.TextFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ManyFilesTest {
  private static final int WRITERS = 4;
  private static final int FILES_EACH = 5_000;

  @TempDir Path temp;

  @Test
  @Timeout(60)
  void everyFileThatFourWritersDropWhileBatchesRunIsReadExactlyOnce() throws Exception {
    Path staging = Files.createDirectory(temp.resolve("staging"));
    Path directory = Files.createDirectory(temp.resolve("in"));
    FileStore store = FileStores.open(directory.toString());
    DirectorySource<String> source =
        DirectorySource.of(store, files -> TextFiles.of(store, files, 2, Lines.rules()));
    source.start(Lines.sourceContext());
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try (Lines lines = new Lines()) {
      List<Future<Void>> running = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        running.add(writers.submit(drop(staging, directory, writer)));
      }
      Seen seen = new Seen();
      int batch = 0;
      boolean writing = true;
      while (writing) {
        // Asked before the listing, so that the last listing comes after the last file.
        writing = running.stream().anyMatch(future -> !future.isDone());
        batch++;
        lines.next(source, batch).forEach(seen::add);
        source.done(Lines.time(batch));
      }
      for (Future<Void> future : running) {
        future.get();
      }
      assertEquals(WRITERS * FILES_EACH, seen.first.cardinality());
      assertEquals(WRITERS * FILES_EACH, seen.second.cardinality());
      assertTrue(batch > 1, "all in one batch");
    } finally {
      writers.shutdownNow();
    }
  }

  private static Callable<Void> drop(Path staging, Path directory, int writer) {
    return () -> {
      for (int i = 0; i < FILES_EACH; i++) {
        int number = writer * FILES_EACH + i;
        Path file = staging.resolve("part-" + number);
        Files.writeString(file, "first " + number + "\nsecond " + number + "\n");
        Files.move(file, directory.resolve("part-" + number), StandardCopyOption.ATOMIC_MOVE);
      }
      return null;
    };
  }

  /** Marks each line, and refuses to mark one twice. */
  private static final class Seen {
    private final BitSet first = new BitSet();
    private final BitSet second = new BitSet();

    void add(String line) {
      BitSet half = line.startsWith("first ") ? first : second;
      int number = Integer.parseInt(line.substring(line.indexOf(' ') + 1));
      assertTrue(!half.get(number), () -> "twice: " + line);
      half.set(number);
    }
  }
}
