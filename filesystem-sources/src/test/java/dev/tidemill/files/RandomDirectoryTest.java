package dev.tidemill.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.input.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random changes to a directory between batches, compared with a model that knows each content by a
 * number of its own. To replay one: {@code -Dtidemill.test.seed=<seed>}.
 */
class RandomDirectoryTest {
  private static final int RUNS = 30;
  private static final int BATCHES = 40;
  private static final List<String> NAMES =
      List.of("a", "b", "c", "d e", "_a", ".b", "c.tmp", "d._COPYING_");

  @TempDir Path temp;

  @Test
  void everyContentIsTakenWhenTheModelSaysSo() throws Exception {
    Long given = Long.getLong("tidemill.test.seed");
    long first = given == null ? System.nanoTime() : given;
    try (Lines lines = new Lines()) {
      for (int run = 0; run < (given == null ? RUNS : 1); run++) {
        runOnce(first + run, lines);
      }
    }
  }

  private void runOnce(long seed, Lines lines) throws Exception {
    Model model = new Model(new Random(seed), Files.createDirectory(temp.resolve("in" + seed)));
    model.change();
    FileStore store = FileStores.open(model.directory.toString());
    DirectorySource<String> source =
        DirectorySource.of(store, files -> TextFiles.of(store, files, 2, Lines.rules()));
    source.start(Lines.sourceContext());
    model.created();
    for (int batch = 1; batch <= BATCHES; batch++) {
      model.change();
      assertEquals(
          model.expected(),
          lines.next(source, batch),
          "batch " + batch + " of -Dtidemill.test.seed=" + seed + "\n" + model.history);
      source.done(Lines.time(batch));
    }
  }

  /** What is in the directory, and what the rules say of it. */
  private static final class Model {
    private final Random random;
    private final Path directory;
    private final List<String> history = new ArrayList<>();
    private final Map<String, Integer> contents = new TreeMap<>();
    // Names of which a batch took a content, and which no listing since has missed.
    private final Set<String> takenNames = new HashSet<>();
    // Contents that were there at the creation, and that no listing since has missed.
    private final Map<String, Integer> atCreation = new HashMap<>();
    private int lastContent;

    Model(Random random, Path directory) {
      this.random = random;
      this.directory = directory;
    }

    void change() throws IOException {
      for (int i = random.nextInt(5); i > 0; i--) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        switch (random.nextInt(4)) {
          case 0, 1 -> write(name);
          case 2 -> delete(name);
          default -> rename(name, NAMES.get(random.nextInt(NAMES.size())));
        }
      }
      history.add("listing");
    }

    private void write(String name) throws IOException {
      // Lengths differ between contents, so that no two of a name have one identity.
      int content = ++lastContent;
      history.add("write " + content + " to " + name);
      Files.writeString(directory.resolve(name), content + "\n".repeat(content));
      contents.put(name, content);
    }

    private void delete(String name) throws IOException {
      history.add("delete " + name);
      Files.deleteIfExists(directory.resolve(name));
      contents.remove(name);
    }

    private void rename(String from, String to) throws IOException {
      if (contents.containsKey(from) && !from.equals(to)) {
        history.add("rename " + from + " to " + to);
        Files.move(
            directory.resolve(from), directory.resolve(to), StandardCopyOption.REPLACE_EXISTING);
        contents.put(to, contents.remove(from));
      }
    }

    void created() {
      contents.forEach(
          (name, content) -> {
            if (finished(name)) {
              atCreation.put(name, content);
            }
          });
    }

    /** The lines of the next batch. */
    List<String> expected() {
      takenNames.retainAll(contents.keySet());
      atCreation.entrySet().removeIf(old -> !old.getValue().equals(contents.get(old.getKey())));
      List<String> expected = new ArrayList<>();
      contents.forEach(
          (name, content) -> {
            if (finished(name) && !atCreation.containsKey(name) && takenNames.add(name)) {
              expected.add(String.valueOf(content));
              for (int emptyLine = 1; emptyLine < content; emptyLine++) {
                expected.add("");
              }
            }
          });
      return expected;
    }

    private static boolean finished(String name) {
      return name.length() == 1 || name.equals("d e");
    }
  }
}
