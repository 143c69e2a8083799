package dev.tidemill.core.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.memory.Workspace;
import dev.tidemill.core.plan.TaskScope;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFilesTest {
  private static final LineRules LIMIT = rules(1 << 20);
  private static final String NASTY = "a\r\n\n\rbc\r\r\n\ndef\u00e4\n\u00ff\r\ng\r\n\r\nh";

  @TempDir Path directory;

  private static LineRules rules(int maxBytes) {
    return new LineRules(maxBytes, new Compression(Map.of()));
  }

  private String write(String name, String latin1) throws IOException {
    Path file = directory.resolve(name);
    Files.write(file, latin1.getBytes(StandardCharsets.ISO_8859_1));
    return file.toString();
  }

  private static List<String> lines(FileRecords<String> files) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int partition = 0; partition < files.partitionCount(); partition++) {
      lines.addAll(linesOf(files, partition));
    }
    return lines;
  }

  private static List<String> linesOf(FileRecords<String> files, int partition) throws IOException {
    List<String> lines = new ArrayList<>();
    try (TaskScope scope = new TaskScope(Workspace.unbounded())) {
      files.open(partition, scope).forEachRemaining(lines::add);
    }
    return lines;
  }

  private static List<String> below(String location) throws IOException {
    return lines(TextFiles.below(location, Map.of(), 1, LIMIT));
  }

  private FileRecords<String> chosen(String name, int minPartitions) throws IOException {
    FileStore store = FileStores.open(directory.toString());
    FileEntry entry = store.status(name).orElseThrow();
    return TextFiles.of(store, List.of(entry), minPartitions, LIMIT);
  }

  @Test
  void noCutLosesOrDoublesALine() throws IOException {
    for (String text :
        List.of(NASTY, NASTY + "\n", NASTY + "\r", "\r\n" + NASTY, "\n\n\n", "abc")) {
      String file = write("nasty", text);
      List<String> whole = below(file);
      for (int parts = 1; parts <= text.length() + 1; parts++) {
        assertEquals(
            whole,
            lines(TextFiles.below(file, Map.of(), parts, LIMIT)),
            parts + " parts of " + text);
      }
    }
  }

  @Test
  void everyTwoPartsTogetherAreTheWhole() throws IOException {
    String file = write("nasty", NASTY);
    List<String> whole = below(file);
    FileStore store = FileStores.open(directory.toString());
    long length = NASTY.length();
    InputFile nasty = new InputFile(store, "nasty", length);
    for (long cut = 1; cut < length; cut++) {
      for (long second = cut; second < length; second++) {
        List<FileSplit> parts = new ArrayList<>();
        parts.add(new FileSplit(nasty, 0, cut));
        if (second > cut) {
          parts.add(new FileSplit(nasty, cut, second));
        }
        parts.add(new FileSplit(nasty, second, length));
        assertEquals(whole, lines(TextFiles.ofSplits(parts, LIMIT)), parts::toString);
      }
    }
  }

  @Test
  void onlyThePartWhereATooLongLineBeginsFailsForIt() throws IOException {
    String file = write("long", "ab\n" + "x".repeat(40) + "\ncd\n");
    FileRecords<String> files = TextFiles.below(file, Map.of(), 4, rules(10));
    assertEquals(5, files.partitionCount());
    IOException refused = assertThrows(IOException.class, () -> linesOf(files, 0));
    assertTrue(refused.getMessage().contains("long bytes 0 to 11"), refused.getMessage());
    assertTrue(refused.getMessage().contains("The line at byte 3 is longer than 10 bytes"));
    assertEquals(List.of(), linesOf(files, 1));
    assertEquals(List.of(), linesOf(files, 2));
    assertEquals(List.of(), linesOf(files, 3));
    assertEquals(List.of("cd"), linesOf(files, 4));
  }

  @Test
  void aGrowingFileIsReadToTheLengthItHadWhenItWasChosen() throws IOException {
    String file = write("growing", "abc\nde");
    FileRecords<String> files = chosen("growing", 1);
    Files.writeString(Path.of(file), "f\nghi\n", StandardOpenOption.APPEND);
    assertEquals(List.of("abc", "de"), lines(files));
  }

  @Test
  void aFileThatHasShrunkIsAnErrorAndNotTheEnd() throws IOException {
    write("shrinking", "abc\ndef\nghi\n");
    for (int parts = 1; parts < 5; parts++) {
      write("shrinking", "abc\ndef\nghi\n");
      FileRecords<String> files = chosen("shrinking", parts);
      write("shrinking", "abc\nd");
      IOException failed = assertThrows(IOException.class, () -> lines(files));
      assertTrue(failed.getMessage().contains("shrinking"), failed.getMessage());
      assertTrue(
          failed instanceof EOFException || failed.getCause() instanceof EOFException,
          failed::toString);
    }
  }

  @Test
  void aVanishedFileIsNamed() throws IOException {
    String file = write("vanishing", "abc\n");
    FileRecords<String> files = chosen("vanishing", 1);
    Files.delete(Path.of(file));
    IOException failed = assertThrows(IOException.class, () -> lines(files));
    assertTrue(failed.getMessage().contains("vanishing"), failed.getMessage());
  }

  @Test
  void aMissingFileIsNamedWhenItIsLookedAt() {
    String location = directory.resolve("none").toString();
    FileRecords<String> files = TextFiles.below(location, Map.of(), 1, LIMIT);
    NoSuchFileException missing =
        assertThrows(NoSuchFileException.class, () -> files.partitionCount());
    assertEquals("Input path does not exist: " + location, missing.getMessage());
  }

  @Test
  void aDirectoryGivesItsVisibleFilesInOrder() throws IOException {
    write("b", "b\n");
    write("a", "a\n");
    write(".hidden", "x\n");
    write("_SUCCESS", "x\n");
    write("empty", "");
    assertEquals(List.of("a", "b"), below(directory.toString()));
    assertEquals(List.of("a", "b"), below(directory + "///"));
    assertEquals(List.of("a", "b"), below(directory + "/."));
    Files.createDirectory(directory.resolve("_below"));
    assertEquals(List.of("a", "b"), below(directory + "/_below/.."));
  }

  @Test
  void aDirectoryInADirectoryIsReadOnlyIfThatIsAskedFor() throws IOException {
    write("a", "a\n");
    Files.createDirectories(directory.resolve("sub/deep"));
    write("sub/b", "b\n");
    write("sub/deep/c", "c\n");
    IOException refused = assertThrows(IOException.class, () -> below(directory.toString()));
    assertTrue(refused.getMessage().startsWith("Not a file: " + directory + "/sub;"));
    for (String key :
        List.of(
            "mapreduce.input.fileinputformat.input.dir.recursive", "mapred.input.dir.recursive")) {
      Map<String, String> settings = Map.of(key, "true");
      assertEquals(
          List.of("a", "b", "c"), lines(TextFiles.below(directory.toString(), settings, 1, LIMIT)));
    }
  }

  @Test
  void patternsMeanWhatTheyMeanToHadoop() throws IOException {
    Files.createDirectories(directory.resolve("day-1"));
    Files.createDirectories(directory.resolve("day-2"));
    write("day-1/a", "1a\n");
    write("day-1/b", "1b\n");
    write("day-2/a", "2a\n");
    write("day-2/_b", "2b\n");
    assertEquals(List.of("1a", "1b", "2a"), below(directory + "/day-*"));
    assertEquals(List.of("1a", "1b", "2a"), below("file:" + directory + "/day-?/*"));
    assertEquals(List.of("1b"), below(directory + "/day-[^2]/[b-z]"));
    assertEquals(List.of("1a", "2a"), below(directory + "/day-{1,2}/a"));
    IOException none = assertThrows(IOException.class, () -> below(directory + "/night-*"));
    assertTrue(
        none.getMessage().startsWith("Input Pattern " + directory + "/night-* matches 0 files;"));
    write("odd[1]", "odd\n");
    assertEquals(List.of("odd"), below(directory + "/odd\\[1]"));
  }

  @Test
  void theMarkThatEditorsWriteIsNoPartOfTheFirstLine() throws IOException {
    String mark = "\u00ef\u00bb\u00bf";
    String file = write("marked", mark + "a\n" + mark + "b\nc\n");
    for (int parts = 1; parts < 6; parts++) {
      assertEquals(
          List.of("a", "\uFEFFb", "c"), lines(TextFiles.below(file, Map.of(), parts, LIMIT)));
    }
  }

  @Test
  void severalPathsAreReadInTheirOrder() throws IOException {
    String a = write("a", "a\n");
    String b = write("b", "b\n");
    write("c", "c\n");
    assertEquals(List.of("b", "a", "b"), below(b + "," + a + "," + b));
    assertEquals(List.of("a", "c", "b"), below(directory + "/{a,c}," + b + ","));
    assertThrows(IOException.class, () -> below(a + "," + directory + "/missing"));
  }

  @Test
  void anEmptyDirectoryAndAnEmptyFileHaveNoPartitions() throws IOException {
    assertEquals(0, TextFiles.below(directory.toString(), Map.of(), 3, LIMIT).partitionCount());
    assertEquals(0, TextFiles.below(write("empty", ""), Map.of(), 3, LIMIT).partitionCount());
  }

  @Test
  void everySpellingOfALocalFileIsUnderstood() throws IOException {
    String file = write("with blank%20", "a\n");
    Path relative = Path.of("").toAbsolutePath().relativize(Path.of(file));
    assertEquals(List.of("a"), below(file));
    assertEquals(List.of("a"), below("file:" + file));
    assertEquals(List.of("a"), below("file://" + file));
    assertEquals(List.of("a"), below(relative.toString()));
    assertEquals(List.of("a"), below("file:" + relative));
  }

  @Test
  void aFileOfTheWorkingDirectoryNeedsNoDirectory() throws IOException {
    List<String> expected = Files.readAllLines(Path.of("pom.xml"));
    assertEquals(expected, below("pom.xml"));
    assertEquals(expected, below("file:pom.xml"));
  }

  @Test
  void theRootIsADirectoryInEverySpelling() throws IOException {
    for (String root : List.of("/", "//", "file:/", "file:///")) {
      FileRecords<String> files = TextFiles.below(root, Map.of(), 1, LIMIT);
      IOException refused = assertThrows(IOException.class, files::partitionCount, root);
      assertTrue(refused.getMessage().startsWith("Not a file: /"), refused.getMessage());
    }
  }

  @Test
  void aSchemeThatNobodyServesIsNamed() {
    IOException failed = assertThrows(IOException.class, () -> below("nosuch://host/a"));
    assertTrue(failed.getMessage().contains("nosuch"), failed.getMessage());
  }

  @Test
  void partsAreOfNearlyEqualSize() throws IOException {
    FileRecords<String> files =
        TextFiles.below(write("even", "0123456\n".repeat(10)), Map.of(), 4, LIMIT);
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < files.partitionCount(); i++) {
      sizes.add(linesOf(files, i).size());
    }
    assertEquals(Arrays.asList(3, 2, 3, 2), sizes);
  }

  @Test
  void readingIsRepeatable() throws IOException {
    FileRecords<String> files = TextFiles.below(write("twice", NASTY), Map.of(), 3, LIMIT);
    assertEquals(lines(files), lines(files));
  }

  @Test
  void whatItReadsIsShownInWords() throws IOException {
    String file = write("named", "a\n");
    assertEquals(file, TextFiles.below(file, Map.of(), 1, LIMIT).toString());
    assertTrue(chosen("named", 1).toString().startsWith("1 files of "));
  }
}
