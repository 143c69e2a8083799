package dev.tidemill.streaming.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.mapred.TextOutputFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Batches as directories of Hadoop's formats, in a running context. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HadoopFilesTest {
  private static final IOException ORDERED = new IOException("ordered");

  @TempDir private Path temp;

  static final class Texts extends TextOutputFormat<Object, Object> {}

  /** As a shell shows them, without hidden ones. */
  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static List<String> lines(Path directory) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file :
          files.filter(f -> !f.getFileName().toString().startsWith(".")).sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  private SteppedContext stepped(String master) {
    SparkConf settings = SteppedContext.settings().setMaster(master);
    return SteppedContext.of(settings, Durations.seconds(1));
  }

  private TestInput<Tuple2<String, Integer>> saved(SteppedContext stepped) {
    TestInput<Tuple2<String, Integer>> input = stepped.input();
    JavaPairDStream.fromJavaDStream(input.stream())
        .saveAsHadoopFiles(
            temp.resolve("out").toString(), "txt", String.class, Integer.class, Texts.class);
    stepped.start();
    return input;
  }

  @Test
  void whenAStepReturnsTheBatchIsThere() throws Exception {
    try (SteppedContext stepped = stepped("local[2]")) {
      TestInput<Tuple2<String, Integer>> input = saved(stepped);
      input.addPartition(List.of(new Tuple2<>("tide", 1))).addPartition(List.of());
      stepped.step();
      assertEquals(List.of("out-1000.txt"), names(temp));
      stepped.step();
    }
    assertEquals(List.of("out-1000.txt", "out-2000.txt"), names(temp));
    Path first = temp.resolve("out-1000.txt");
    assertEquals(List.of("_SUCCESS", "part-00000", "part-00001"), names(first));
    assertEquals(List.of("tide\t1"), lines(first));
    assertEquals(List.of("_SUCCESS"), names(temp.resolve("out-2000.txt")));
  }

  @Test
  void aBatchWhoseTasksFailTwiceIsWrittenOnceByTheThird() throws Exception {
    try (SteppedContext stepped = stepped("local[2,3]")) {
      TestInput<Tuple2<String, Integer>> input = saved(stepped);
      input.addPartition(List.of(new Tuple2<>("tide", 1), new Tuple2<>("mill", 2)));
      input.failTask(new Time(1000), 0, ORDERED);
      input.failTask(new Time(1000), 0, ORDERED);
      stepped.step();
    }
    assertEquals(List.of("out-1000.txt"), names(temp));
    assertEquals(List.of("tide\t1", "mill\t2"), lines(temp.resolve("out-1000.txt")));
  }

  @Test
  void aBatchThatFailsLeavesNothingAndTheNextOneIsWritten() throws Exception {
    try (SteppedContext stepped = stepped("local[2]")) {
      TestInput<Tuple2<String, Integer>> input = saved(stepped);
      input.addPartition(List.of(new Tuple2<>("lost", 1))).endBatch();
      input.addPartition(List.of(new Tuple2<>("tide", 2))).endBatch();
      input.failTask(new Time(1000), 0, ORDERED);
      assertEquals(ORDERED, assertThrows(SparkException.class, stepped::step).getCause());
      assertEquals(List.of(), names(temp));
      stepped.step();
    }
    assertEquals(List.of("out-2000.txt"), names(temp));
    assertEquals(List.of("tide\t2"), lines(temp.resolve("out-2000.txt")));
  }

  @Test
  void everyWayOfRunningWritesTheSameBatches() throws Exception {
    StreamCheck.every(Durations.seconds(1))
        .inAnyOrder()
        .check(
            List.of(List.of("b", "a", "b"), List.of("c")),
            words -> {
              JavaPairDStream<String, Integer> counts =
                  words.mapToPair(word -> new Tuple2<>(word, 1)).reduceByKey(Integer::sum, 1);
              // The next way replaces what this one has written.
              counts.saveAsHadoopFiles(
                  temp.resolve("check").toString(), "", String.class, Integer.class, Texts.class);
              return counts.toJavaDStream();
            },
            List.of(
                List.of(new Tuple2<>("a", 1), new Tuple2<>("b", 2)),
                List.of(new Tuple2<>("c", 1))));
    assertEquals(List.of("check-1000", "check-2000"), names(temp));
    assertEquals(
        List.of("a\t1", "b\t2"), lines(temp.resolve("check-1000")).stream().sorted().toList());
  }
}
