package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.SparkException;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.storage.StorageLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets that are written down after the first job. */
class CheckpointTest extends DatasetTest {
  @TempDir private transient Path directory;
  private final Counter computed = new Counter();

  private JavaRDD<Integer> counted(int records, int partitions) {
    return context
        .parallelize(IntStream.range(0, records).boxed().toList(), partitions)
        .map(
            n -> {
              computed.incrementAndGet();
              return n;
            });
  }

  private Path part(JavaRDD<?> written, int number) {
    return Path.of(written.getCheckpointFile().get(), String.format("part-%05d", number));
  }

  @Test
  void itIsWrittenAfterTheFirstJobAndReadFromThenOn() {
    context.setCheckpointDir(directory.toString());
    JavaRDD<Integer> numbers = counted(20, 3);
    JavaRDD<Integer> above = numbers.map(n -> n + 1);
    numbers.checkpoint();
    assertFalse(numbers.isCheckpointed());
    assertFalse(numbers.getCheckpointFile().isPresent());
    assertEquals(20, above.count());
    assertTrue(numbers.isCheckpointed());
    assertEquals(40, computed.get(), "the job, and the one that writes");
    assertEquals(IntStream.rangeClosed(1, 20).boxed().toList(), above.collect());
    assertEquals(3, numbers.getNumPartitions());
    assertEquals(partitions(counted(20, 3)), partitions(numbers));
    assertEquals(60, computed.get(), "but for the dataset to compare with");
    assertTrue(Path.of(numbers.getCheckpointFile().get()).startsWith(directory));
    assertTrue(Files.exists(part(numbers, 2)));
    assertTrue(context.getCheckpointDir().get().startsWith(directory.toString()));
  }

  @Test
  void aDatasetThatIsKeptIsComputedOnceAndStaysKept() {
    context.setCheckpointDir(directory.toString());
    JavaRDD<Integer> numbers = counted(20, 3).persist(StorageLevel.MEMORY_ONLY());
    numbers.checkpoint();
    numbers.checkpoint();
    assertEquals(20, numbers.count());
    assertEquals(20, computed.get());
    assertEquals(StorageLevel.MEMORY_ONLY(), numbers.getStorageLevel());
    numbers.unpersist();
    assertEquals(20, numbers.count());
    assertEquals(20, computed.get());
  }

  @Test
  void thePartitionerStays() {
    context.setCheckpointDir(directory.toString());
    JavaPairRDD<Integer, Integer> sums =
        counted(20, 3).mapToPair(n -> pair(n % 4, n)).reduceByKey(Integer::sum, 2);
    sums.checkpoint();
    sums.count();
    assertEquals(new HashPartitioner(2), sums.rdd().plan().partitioner().orElseThrow());
    assertEquals(0, exchanges(sums.reduceByKey(Integer::sum, 2)));
    assertEquals(4, sums.collectAsMap().size());
  }

  @Test
  void aLocalOneNeedsNoDirectoryAndGoesWithTheContext() {
    JavaRDD<Integer> numbers = counted(20, 3);
    assertSame(numbers.rdd(), numbers.rdd().localCheckpoint());
    assertEquals(20, numbers.count());
    assertEquals(40, computed.get(), "the job, and the one that writes");
    assertEquals(20, numbers.count());
    assertEquals(40, computed.get());
    assertEquals(List.of(), numbers.rdd().plan().parents());
    Path written = Path.of(numbers.getCheckpointFile().get());
    assertTrue(Files.exists(written));
    context.stop();
    assertFalse(Files.exists(written));
  }

  @Test
  void whatWasWrittenCanBeReadAgain() {
    context.setCheckpointDir(directory.toString());
    JavaPairRDD<String, Integer> pairs =
        context.parallelizePairs(List.of(pair("a", 1), pair("b", 2), pair("c", 3)), 2);
    pairs.checkpoint();
    pairs.count();
    JavaRDD<Object> back = context.checkpointFile(pairs.getCheckpointFile().get());
    assertEquals(partitions(pairs), partitions(back));
    assertThrows(NoSuchFileException.class, () -> context.checkpointFile(directory + "/none"));
    assertThrows(
        NoSuchFileException.class,
        () -> context.checkpointFile(directory.toString()),
        "it holds a directory");
    assertThrows(IllegalArgumentException.class, () -> context.checkpointFile(""));
  }

  @Test
  void whatItWasMadeFromIsLetGo() {
    context.setCheckpointDir(directory.toString());
    JavaRDD<Integer> numbers = counted(4, 2);
    for (int i = 0; i < 5; i++) {
      numbers = numbers.map(n -> n + 1);
      numbers.checkpoint();
      numbers.count();
      assertEquals(List.of(), numbers.rdd().plan().parents());
    }
    assertEquals(List.of(5, 6, 7, 8), numbers.collect());
  }

  @Test
  void ofTwoThatAreWantedTheUpperOneIsWrittenFirstAndTheLowerOneWhenAJobNeedsIt() {
    context.setCheckpointDir(directory.toString());
    JavaRDD<Integer> lower = counted(4, 2);
    JavaRDD<Integer> upper = lower.map(n -> n * 2);
    lower.checkpoint();
    upper.checkpoint();
    upper.count();
    assertTrue(upper.isCheckpointed());
    assertFalse(lower.isCheckpointed());
    lower.count();
    assertTrue(lower.isCheckpointed());
  }

  @Test
  void recordsThatFunctionsChangeAreReadAnewEachTime() {
    context.setCheckpointDir(directory.toUri().toString());
    JavaRDD<List<Integer>> lists =
        counted(3, 2).<List<Integer>>map(n -> new ArrayList<>(List.of(n)));
    lists.checkpoint();
    lists.count();
    for (int round = 0; round < 2; round++) {
      List<List<Integer>> collected = lists.collect();
      assertEquals(List.of(List.of(0), List.of(1), List.of(2)), collected);
      collected.forEach(list -> list.add(5));
    }
  }

  @Test
  void withoutADirectoryTheCallIsRefused() {
    JavaRDD<Integer> numbers = counted(4, 2);
    SparkException refused = assertThrows(SparkException.class, numbers::checkpoint);
    assertTrue(
        refused
            .getMessage()
            .startsWith("Checkpoint directory has not been set in the SparkContext; call"));
    assertThrows(IllegalArgumentException.class, () -> context.setCheckpointDir(""));
    assertFalse(context.getCheckpointDir().isPresent());
    assertEquals(4, numbers.count());
  }

  @Test
  void aWriteThatFailsFailsTheActionAndIsTriedAgainAfterTheNext() throws IOException {
    Path taken = Files.writeString(directory.resolve("file"), "not a directory");
    context.setCheckpointDir(taken.toString());
    JavaRDD<Integer> numbers = counted(4, 2);
    numbers.checkpoint();
    assertThrows(Exception.class, numbers::count);
    assertFalse(numbers.isCheckpointed());
    context.setCheckpointDir(directory.resolve("better").toString());
    assertEquals(4, numbers.count());
    assertTrue(numbers.isCheckpointed());
  }

  @Test
  void aPartThatWasChangedFailsTheJobWithItsName() throws IOException {
    context.setCheckpointDir(directory.toString());
    JavaRDD<Integer> numbers = counted(400, 1);
    numbers.checkpoint();
    numbers.count();
    Path part = part(numbers, 0);
    byte[] whole = Files.readAllBytes(part);
    for (int place : new int[] {0, 7, 100, whole.length / 2, whole.length - 1}) {
      byte[] changed = whole.clone();
      changed[place] ^= 1;
      Files.write(part, changed);
      assertThrows(SparkException.class, numbers::collect, "byte " + place);
    }
    for (int length : new int[] {0, 5, 8, 100, whole.length - 1}) {
      Files.write(part, java.util.Arrays.copyOf(whole, length));
      assertThrows(SparkException.class, numbers::collect, "length " + length);
    }
    Files.delete(part);
    String message = assertThrows(SparkException.class, numbers::collect).getMessage();
    assertTrue(message.contains("A part of a checkpoint is gone: rdd-0/part-00000"), message);
    Files.write(part, whole);
    assertEquals(400, numbers.count());
  }

  @Test
  void nothingTemporaryIsLeft() throws IOException {
    context.setCheckpointDir(directory.toString());
    JavaRDD<Integer> numbers = counted(10, 4);
    numbers.checkpoint();
    numbers.count();
    try (Stream<Path> files = Files.walk(directory)) {
      assertEquals(4, files.filter(Files::isRegularFile).count());
    }
  }
}
