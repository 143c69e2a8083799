package legacy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/** What a program has found, as lines of a file. */
final class Report {
  private final File file;
  private final List<String> lines = new ArrayList<>();
  private int batches;

  Report(String file) {
    this.file = new File(file);
  }

  synchronized void line(String line) {
    lines.add(line);
    notifyAll();
  }

  synchronized void addAll(Report other) {
    lines.addAll(other.lines);
  }

  /** Nothing for a batch without records. */
  synchronized void batch(List<?> records) {
    if (records.isEmpty()) {
      return;
    }
    List<String> texts = new ArrayList<>();
    for (Object record : records) {
      texts.add(String.valueOf(record));
    }
    Collections.sort(texts);
    batches++;
    line("batch " + batches + ": " + texts);
  }

  /** Starts, waits for the lines, stops, and writes them. */
  void run(JavaStreamingContext context, int expected) throws Exception {
    context.start();
    await(expected);
    context.stop(true, false);
    write();
  }

  synchronized void await(int expected) throws InterruptedException {
    long deadline = System.currentTimeMillis() + 60_000;
    while (lines.size() < expected && System.currentTimeMillis() < deadline) {
      wait(100);
    }
  }

  synchronized void write() throws IOException {
    Files.write(file.toPath(), lines, StandardCharsets.UTF_8);
  }

  /** Puts a file into a directory at once, as streams of files demand. */
  static void putFile(Path directory, String name, String... lines) throws IOException {
    List<String> content = new ArrayList<>();
    Collections.addAll(content, lines);
    Path beside = Files.createTempFile(directory.getParent(), "new", ".txt");
    Files.write(beside, content, StandardCharsets.UTF_8);
    Files.move(beside, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
