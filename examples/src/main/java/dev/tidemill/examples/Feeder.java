package dev.tidemill.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Drops the shipped text into a directory, a few lines a file, as a careful writer does: written
 * under a name that is not taken, then renamed, so that nobody sees half a file.
 */
final class Feeder {
  private static final int LINES_PER_FILE = 5;

  private final Path directory;
  private final List<String> text;
  private int files;

  Feeder(Path directory) {
    this.directory = directory;
    this.text = shippedText();
  }

  static List<String> shippedText() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Feeder.class.getResourceAsStream("tide-mill.txt"), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Drops the next file; the text begins again when it is used up. */
  void drop() throws IOException {
    int from = files * LINES_PER_FILE % text.size();
    List<String> lines = text.subList(from, Math.min(from + LINES_PER_FILE, text.size()));
    String name = "part-%03d.txt".formatted(files++);
    Path unfinished = Files.write(directory.resolve("." + name), lines);
    Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
