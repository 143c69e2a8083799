package dev.tidemill.core.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.memory.Workspace;
import dev.tidemill.core.plan.TaskScope;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.DefaultCodec;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.util.ReflectionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text files that codecs of Hadoop have written. */
class CompressedFilesTest {
  private static final int LIMIT = 1 << 20;

  @TempDir Path directory;

  private static LineRules rules(int maxBytes) {
    return new LineRules(maxBytes, new Compression(Map.of()));
  }

  private String write(String name, Class<? extends CompressionCodec> codec, List<String> lines)
      throws IOException {
    Path file = directory.resolve(name);
    CompressionCodec made = ReflectionUtils.newInstance(codec, new Configuration(false));
    try (OutputStream out = made.createOutputStream(Files.newOutputStream(file))) {
      for (String line : lines) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return file.toString();
  }

  private static List<List<String>> partitions(FileRecords<String> files) throws IOException {
    List<List<String>> partitions = new ArrayList<>();
    for (int partition = 0; partition < files.partitionCount(); partition++) {
      List<String> lines = new ArrayList<>();
      try (TaskScope scope = new TaskScope(Workspace.unbounded())) {
        files.open(partition, scope).forEachRemaining(lines::add);
      }
      partitions.add(lines);
    }
    return partitions;
  }

  private static List<String> lines(FileRecords<String> files) throws IOException {
    return partitions(files).stream().flatMap(List::stream).toList();
  }

  private static List<String> numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> "line " + i + " ü").toList();
  }

  @Test
  void everyCodecThatWorksHereIsReadAndNoneIsCutButBzip2() throws IOException {
    List<String> lines = numbered(5_000);
    Map<String, Class<? extends CompressionCodec>> codecs =
        Map.of("a.gz", GzipCodec.class, "a.deflate", DefaultCodec.class);
    for (Map.Entry<String, Class<? extends CompressionCodec>> one : codecs.entrySet()) {
      String file = write(one.getKey(), one.getValue(), lines);
      FileRecords<String> files = TextFiles.below(file, Map.of(), 8, rules(LIMIT));
      assertEquals(List.of(lines), partitions(files), one.getKey());
    }
  }

  @Test
  void gzipFilesThatWereJoinedAreReadToTheEnd() throws IOException {
    Path first = Path.of(write("a.gz", GzipCodec.class, List.of("a")));
    Path second = Path.of(write("b.gz", GzipCodec.class, List.of("b")));
    Path joined = directory.resolve("joined.gz");
    Files.write(joined, Files.readAllBytes(first));
    Files.write(joined, Files.readAllBytes(second), java.nio.file.StandardOpenOption.APPEND);
    assertEquals(
        List.of("a", "b"), lines(TextFiles.below(joined.toString(), Map.of(), 1, rules(LIMIT))));
  }

  @Test
  void theMarkThatEditorsWriteIsNoPartOfTheFirstLine() throws IOException {
    for (String name : List.of("a.gz", "a.bz2")) {
      String file =
          write(
              name,
              name.endsWith("gz") ? GzipCodec.class : BZip2Codec.class,
              List.of("\uFEFFa", "\uFEFFb"));
      assertEquals(
          List.of("a", "\uFEFFb"), lines(TextFiles.below(file, Map.of(), 1, rules(LIMIT))), name);
    }
  }

  @Test
  void bzip2IsCutAndNoLineIsLostOrDoubledAtAnyCut() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 30_000; i++) {
      StringBuilder noise = new StringBuilder();
      for (int n = random.nextInt(120); n > 0; n--) {
        noise.append((char) ('!' + random.nextInt(90)));
      }
      lines.add(noise.toString());
    }
    String file = write("noise.bz2", BZip2Codec.class, lines); // about 1.5 MB, two or more blocks
    List<List<String>> parts = partitions(TextFiles.below(file, Map.of(), 4, rules(LIMIT)));
    assertEquals(4, parts.size());
    long readers = parts.stream().filter(part -> !part.isEmpty()).count();
    assertTrue(readers >= 2, () -> readers + " parts have lines, seed " + seed);
    InputFile chosen =
        new InputFile(
            FileStores.open(directory.toString()), "noise.bz2", Files.size(Path.of(file)));
    for (int i = 0; i < 25; i++) {
      long cut = random.nextLong(1, chosen.length());
      List<FileSplit> splits =
          List.of(new FileSplit(chosen, 0, cut), new FileSplit(chosen, cut, chosen.length()));
      assertEquals(
          lines, lines(TextFiles.ofSplits(splits, rules(LIMIT))), "cut " + cut + ", seed " + seed);
    }
  }

  @Test
  void smallCompressedFilesShareAPartitionWithOthers() throws IOException {
    write("a.gz", GzipCodec.class, List.of("a"));
    Files.writeString(directory.resolve("b"), "b\n");
    write("c.bz2", BZip2Codec.class, List.of("c"));
    List<FileEntry> entries = FileStores.open(directory.toString()).list("");
    FileRecords<String> files =
        TextFiles.of(FileStores.open(directory.toString()), entries, 4, rules(LIMIT));
    assertEquals(List.of(List.of("a", "b", "c")), partitions(files));
  }

  @Test
  void aLineThatIsTooLongFailsThere() throws IOException {
    String file = write("long.gz", GzipCodec.class, List.of("ab", "x".repeat(100_000), "cd"));
    IOException refused =
        assertThrows(IOException.class, () -> lines(TextFiles.below(file, Map.of(), 1, rules(10))));
    assertTrue(
        refused.getMessage().contains("The line at byte 3 is longer than 10 bytes"),
        refused.getMessage());
  }

  @Test
  void whatIsNotWhatItsNameSaysFailsAndIsNamed() throws IOException {
    Files.writeString(directory.resolve("text.gz"), "this is no gzip\n");
    Path cut = Path.of(write("cut.gz", GzipCodec.class, numbered(5_000)));
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    for (String name : List.of("text.gz", "cut.gz")) {
      String file = directory.resolve(name).toString();
      IOException refused =
          assertThrows(
              IOException.class, () -> lines(TextFiles.below(file, Map.of(), 1, rules(LIMIT))));
      assertTrue(refused.getMessage().contains(name), refused.getMessage());
    }
  }

  @Test
  void aCodecWithoutItsLibrarySaysWhatToAdd() throws IOException {
    Files.write(directory.resolve("a.zst"), new byte[] {1, 2, 3});
    IOException refused =
        assertThrows(
            IOException.class,
            () ->
                lines(
                    TextFiles.below(
                        directory.resolve("a.zst").toString(), Map.of(), 1, rules(LIMIT))));
    assertTrue(refused.getMessage().contains("native library"), refused.getMessage());
  }

  /** Known by the program's own setting only. */
  public static final class Mine extends GzipCodec {
    @Override
    public String getDefaultExtension() {
      return ".mine";
    }
  }

  @Test
  void aProgramMayNameCodecsOfItsOwn() throws IOException {
    String file = write("a.mine", Mine.class, List.of("a"));
    Map<String, String> settings = Map.of("io.compression.codecs", Mine.class.getName());
    LineRules own = new LineRules(LIMIT, new Compression(settings));
    assertEquals(List.of("a"), lines(TextFiles.below(file, settings, 4, own)));
  }
}
