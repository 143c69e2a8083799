package dev.tidemill.streaming.api.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemill.Tuple2;
import dev.tidemill.dstream.Streams;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Semantics section 7, point 2. */
class PrintTest {
  private static final String RULE = "-------------------------------------------";

  private final Streams streams = new Streams();

  @AfterEach
  void stop() {
    streams.close();
  }

  /** What goes to standard output meanwhile, as lines. */
  private static String printed(Callable<Void> action) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, false, StandardCharsets.UTF_8));
    try {
      action.call();
      System.out.flush();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private String printedBatches(int batches) throws Exception {
    return printed(
        () -> {
          streams.run(batches);
          return null;
        });
  }

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private static List<Integer> numbers(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  @Test
  void aBatchIsShownUnderItsTime() throws Exception {
    streams.of(List.of("a", "b")).print();
    assertEquals(lines(RULE, "Time: 1000 ms", RULE, "a", "b", ""), printedBatches(1));
  }

  @Test
  void anEmptyBatchIsShownAsTheHeaderAndAnEmptyLine() throws Exception {
    streams.of(List.of()).print();
    assertEquals(lines(RULE, "Time: 1000 ms", RULE, ""), printedBatches(1));
  }

  @Test
  void pairsAreShownInBrackets() throws Exception {
    streams.pairs(List.of(new Tuple2<>("a", 1))).print();
    assertEquals(lines(RULE, "Time: 1000 ms", RULE, "(a,1)", ""), printedBatches(1));
  }

  @Test
  void tenRecordsAreShownWithoutAndElevenWithDots() throws Exception {
    streams.of(numbers(10), numbers(11)).print();
    String[] ten = numbers(10).stream().map(String::valueOf).toArray(String[]::new);
    List<String> expected = new ArrayList<>();
    expected.addAll(List.of(RULE, "Time: 1000 ms", RULE));
    expected.addAll(Arrays.asList(ten));
    expected.addAll(List.of("", RULE, "Time: 2000 ms", RULE));
    expected.addAll(Arrays.asList(ten));
    expected.addAll(List.of("...", ""));
    assertEquals(lines(expected.toArray(new String[0])), printedBatches(2));
  }

  @Test
  void asManyRecordsAreShownAsAskedFor() throws Exception {
    streams.of(numbers(3)).print(2);
    assertEquals(lines(RULE, "Time: 1000 ms", RULE, "1", "2", "...", ""), printedBatches(1));
  }

  @Test
  void printOfNoRecordShowsOnlyWhetherThereAreSome() throws Exception {
    streams.of(numbers(3), List.<Integer>of()).print(0);
    assertEquals(
        lines(RULE, "Time: 1000 ms", RULE, "...", "", RULE, "Time: 2000 ms", RULE, ""),
        printedBatches(2));
  }

  @Test
  void printOfTheLargestNumberShowsAll() throws Exception {
    streams.of(numbers(3)).print(Integer.MAX_VALUE);
    assertEquals(lines(RULE, "Time: 1000 ms", RULE, "1", "2", "3", ""), printedBatches(1));
  }

  @Test
  void aNullRecordIsShownAsNull() throws Exception {
    streams.of(Arrays.asList("a", null)).print();
    assertEquals(lines(RULE, "Time: 1000 ms", RULE, "a", "null", ""), printedBatches(1));
  }

  @Test
  void aNegativeNumberIsRefusedAtTheCall() {
    JavaDStream<Integer> stream = streams.of(numbers(1));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> stream.print(-1));
    assertEquals("print: num is -1; use 0 or more.", refused.getMessage());
  }

  @Test
  void aRecordWhoseTextFailsPrintsNothingOfItsBatch() throws Exception {
    Object bad =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no text");
          }
        };
    streams.of(List.of("a", bad)).print();
    String text =
        printed(
            () -> {
              assertThrows(IllegalStateException.class, () -> streams.run(1));
              return null;
            });
    assertEquals("", text);
  }
}
