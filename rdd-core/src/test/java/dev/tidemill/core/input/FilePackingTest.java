package dev.tidemill.core.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.MemoryDisk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FilePackingTest {
  private static final FileStore STORE = new MemoryDisk().store("in");
  private static final long MEGABYTE = 1L << 20;

  private static List<InputFile> files(long... lengths) {
    List<InputFile> files = new ArrayList<>();
    for (long length : lengths) {
      files.add(file("f" + files.size(), length));
    }
    return files;
  }

  private static InputFile file(String name, long length) {
    return new InputFile(STORE, name, length);
  }

  private static List<InputFile> many(int count, long length) {
    long[] lengths = new long[count];
    Arrays.fill(lengths, length);
    return files(lengths);
  }

  private static List<List<FileSplit>> pack(List<InputFile> files, int parts) {
    return FilePacking.pack(files, parts, file -> true);
  }

  private static List<List<String>> names(List<List<FileSplit>> partitions) {
    return partitions.stream()
        .map(part -> part.stream().map(split -> split.file().name()).toList())
        .toList();
  }

  @Test
  void noFileIsNoPartition() {
    assertEquals(List.of(), pack(List.of(), 4));
  }

  @Test
  void anEmptyFileIsInNoPartition() {
    assertEquals(List.of(), pack(files(0, 0), 4));
    assertEquals(List.of(List.of("f1")), names(pack(files(0, 7, 0), 4)));
  }

  @Test
  void aFewSmallFilesAreOnePartitionHoweverManyAreAskedFor() {
    assertEquals(List.of(List.of("f0", "f1", "f2")), names(pack(files(10, 20, 30), 8)));
  }

  @Test
  void theSmallestFileIsNotCut() {
    assertEquals(List.of(List.of("f0")), names(pack(files(1), 100)));
  }

  @Test
  void tinyFilesAreSharedAmongPartitionsByTheirNumber() {
    int partitions = pack(many(20_000, 10), 4).size();
    assertTrue(partitions >= 4 && partitions < 100, partitions + " partitions");
  }

  @Test
  void aLargeFileIsCutIntoAboutAsManyPartsAsAskedFor() {
    assertEquals(4, pack(files(40 * MEGABYTE), 4).size());
  }

  @Test
  void noPartIsMuchLargerThanABlock() {
    assertEquals(16, pack(files(1024 * MEGABYTE), 1).size());
  }

  @Test
  void aLargeFileBetweenSmallOnesKeepsItsPlace() {
    assertEquals(
        List.of(List.of("f0", "f1"), List.of("f2"), List.of("f2"), List.of("f3")),
        names(pack(files(5, 5, 4 * MEGABYTE, 5), 2)));
  }

  @Test
  void everyByteIsInOnePartInTheOrderOfTheFiles() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int run = 0; run < 300; run++) {
      long[] lengths = new long[random.nextInt(20)];
      for (int i = 0; i < lengths.length; i++) {
        lengths[i] = random.nextInt(4) == 0 ? 0 : random.nextLong(1L << random.nextInt(1, 32));
      }
      List<InputFile> files = files(lengths);
      List<FileSplit> parts =
          pack(files, random.nextInt(1, 9)).stream().flatMap(List::stream).toList();
      List<FileSplit> joined = new ArrayList<>();
      for (FileSplit part : parts) {
        FileSplit before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
        if (part.from() > 0) {
          assertEquals(before.file(), part.file(), "seed " + seed);
          assertEquals(before.to(), part.from(), "seed " + seed);
          joined.remove(joined.size() - 1);
        }
        joined.add(new FileSplit(part.file(), 0, part.to()));
      }
      List<InputFile> whole =
          joined.stream().map(part -> file(part.file().name(), part.to())).toList();
      assertEquals(
          files.stream().filter(file -> file.length() > 0).toList(), whole, "seed " + seed);
    }
  }
}
