package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkException;
import dev.tidemill.TaskContext;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.util.LongAccumulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records through real programs. After every test no process and no thread of one is left. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are those of Unix")
class PipeTest extends DatasetTest {
  private final JavaRDD<String> words = context.parallelize(List.of("a", "b", "c", "d", "e"), 2);

  @TempDir transient Path scratch;

  @AfterEach
  void nothingIsLeft() {
    assertEquals(List.of(), pipeThreads());
    assertEquals(
        List.of(), ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).toList());
  }

  private static List<Thread> pipeThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("tidemill-pipe"))
        .toList();
  }

  private static List<String> shell(String script) {
    return List.of("sh", "-c", script);
  }

  private JavaRDD<Integer> range(int count, int partitions) {
    return context.parallelize(IntStream.range(0, count).boxed().toList(), partitions);
  }

  private JavaRDD<Integer> endless(Counter made) {
    return context
        .parallelize(List.of(0), 1)
        .flatMap(n -> Stream.generate(made::getAndIncrement).iterator());
  }

  private static Throwable causeOf(Executable action) {
    return assertThrows(SparkException.class, action).getCause();
  }

  @Test
  void everyPartitionGoesThroughAProcessOfItsOwn() {
    assertEquals(words.collect(), words.pipe("cat").collect());
    assertEquals(List.of(List.of("a", "b"), List.of("c", "d", "e")), partitions(words.pipe("cat")));
    assertEquals(List.of("2", "3"), words.pipe("wc -l").map(String::strip).collect());
    assertEquals(List.of(), context.emptyRDD().pipe("cat").collect());
  }

  @Test
  void recordsAreWrittenAsTheirText() {
    JavaRDD<Object> records =
        context.parallelize(Arrays.asList(1, null, pair("a", 2), List.of(1.5), ""), 1);
    assertEquals(List.of("1", "null", "(a,2)", "[1.5]", ""), records.pipe("cat").collect());
  }

  @Test
  void aTextIsCutAtBlanksAndAListIsTakenAsItIs() {
    assertEquals(
        List.of("[a]", "[b\"]", "[$HOME]"),
        context.parallelize(List.of(1), 1).pipe("printf [%s]\\n a \t b\" $HOME").collect());
    assertEquals(
        List.of("[a  b]"),
        context.parallelize(List.of(1), 1).pipe(List.of("printf", "[%s]\n", "a  b")).collect());
  }

  @Test
  void variablesAreAddedToTheEnvironment() {
    Map<String, String> env = new HashMap<>(Map.of("GREETING", "hello  you"));
    JavaRDD<String> piped = words.pipe(shell("echo \"$GREETING\"; printenv PATH"), env);
    env.put("GREETING", "changed afterwards");
    List<String> both = List.of("hello  you", System.getenv("PATH"));
    assertEquals(List.of(both, both), partitions(piped));
  }

  @Test
  void aProgramNeedNotReadAllOrAny() {
    JavaRDD<Integer> many = range(200_000, 2);
    assertEquals(List.of("0", "100000"), many.pipe("head -n 1").collect());
    assertEquals(List.of(), many.pipe("true").collect());
    assertEquals(List.of("0"), endless(new Counter()).pipe("head -n 1").collect());
  }

  @Test
  void aProgramThatHasClosedItsOutputStillGetsAllRecords() throws IOException {
    Path got = scratch.resolve("got");
    JavaRDD<Integer> many = range(100_000, 1);
    assertEquals(List.of(), many.pipe(shell("exec cat > " + got)).collect());
    assertEquals(many.map(String::valueOf).collect(), Files.readAllLines(got));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cat", // both pipes are full most of the time
        "sort -n", // nothing comes before all is read
        "yes | head -n 300000 >&2; exec cat", // much on standard error
        "seq -f x%g 0 300000; exec cat" // much comes before anything is read
      })
  void noPipeBlocksAnother(String script) {
    JavaRDD<Integer> many = range(300_000, 2);
    List<String> printed = many.pipe(shell(script)).filter(line -> !line.startsWith("x")).collect();
    assertEquals(many.map(String::valueOf).collect(), printed);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100_000, Integer.MAX_VALUE})
  void theSizeOfTheBufferChangesNothing(int bufferSize) {
    JavaRDD<Integer> some = range(2_000, 2);
    assertEquals(
        some.map(String::valueOf).collect(),
        some.pipe(List.of("cat"), Map.of(), false, bufferSize).collect());
  }

  @Test
  void aCodeOtherThanZeroFailsTheTaskWithTheLastWordsOfTheProgram() {
    String script =
        "cat; i=0; while [ $i -lt 2000 ]; do i=$((i+1)); echo line $i; done >&2; printf end >&2;"
            + " exit 3";
    IllegalStateException failure =
        assertInstanceOf(
            IllegalStateException.class,
            causeOf(() -> words.coalesce(1).pipe(shell(script)).count()));
    String text = failure.getMessage();
    String start = "Subprocess exited with status 3. Command ran: sh -c cat; i=0;";
    assertTrue(text.startsWith(start), text);
    String end =
        IntStream.rangeClosed(1982, 2000)
            .mapToObj(n -> "line " + n + " | ")
            .collect(Collectors.joining());
    assertTrue(
        text.endsWith(
            ", for partition 0; the last it printed on its standard error: "
                + end
                + "end. Make it exit with 0 when all is well, for example by a shell script."),
        text);
    assertEquals(
        "Subprocess exited with status 1. Command ran: false, for partition 0; it printed nothing"
            + " on its standard error. Make it exit with 0 when all is well, for example by a shell"
            + " script.",
        causeOf(() -> words.coalesce(1).pipe("false").count()).getMessage());
  }

  @Test
  void whatCameBeforeTheFailureCanBeRead() {
    assertEquals(List.of("a"), words.pipe(shell("cat; exit 3")).take(1));
  }

  @Test
  void aProgramThatCannotBeRunIsNamed() {
    JavaRDD<String> described = words.coalesce(1).pipe("no-such-program -x");
    IOException failure = assertInstanceOf(IOException.class, causeOf(described::count));
    String text = failure.getMessage();
    assertTrue(text.startsWith("pipe: cannot run no-such-program -x for partition 0 ("), text);
    assertTrue(text.endsWith("name a program that is on the path and may be run."), text);
  }

  @Test
  void whatAUserIteratorThrowsHalfwayIsTheFailure() {
    for (Exception half : List.of(new IllegalStateException("half"), new IOException("half"))) {
      Shared<Exception> thrown = new Shared<>(half);
      JavaRDD<Integer> failing =
          range(100_000, 1)
              .map(
                  n -> {
                    if (n == 50_000) {
                      throw thrown.it();
                    }
                    return n;
                  });
      assertSame(half, causeOf(() -> failing.pipe("cat").count()));
      assertSame(half, causeOf(() -> failing.pipe("sort").count()));
      assertSame(half, causeOf(() -> failing.pipe("cat").pipe("cat").count()));
    }
  }

  private static void assertGone(String pid) {
    assertFalse(
        ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isPresent(),
        () -> "process " + pid + " lives");
  }

  @Test
  void takeEndsAProgramThatPrintsForEver() {
    assertEquals(List.of("y", "y"), words.pipe("yes").take(2));
    List<String> taken = words.pipe(shell("echo $$; exec yes")).take(3);
    assertEquals(List.of("y", "y"), taken.subList(1, 3));
    assertGone(taken.get(0));
    assertEquals(
        List.of("y", "y"),
        words.pipe("yes").mapPartitions(all -> List.of(all.next()).iterator()).collect());
  }

  @Test
  void whatAProgramHasStartedEndsWithIt() {
    // The pipes would stay open, and the threads with them, if the inner ones lived.
    assertEquals(List.of("y"), words.pipe(shell("yes | cat")).take(1));
    assertEquals(List.of("x"), words.pipe(shell("sleep 1000 & echo x; wait")).take(1));
  }

  @Test
  void takeReadsOnlyAsMuchAsThePipesHold() {
    Counter made = new Counter();
    assertEquals(List.of("0", "1"), endless(made).pipe("cat").take(2));
    assertTrue(made.get() < 200_000, made.get() + " records were made");
  }

  @Test
  void aTaskThatWaitsForAProgramEndsWhenAnotherFails() {
    requireLocalEngine("One task after another: the other never begins.");
    CountDownLatch waits = new CountDownLatch(1);
    String[] pid = new String[1];
    JavaRDD<String> lines =
        context
            .parallelize(List.of(0, 1), 2)
            .pipe(shell("read n; if [ $n = 0 ]; then echo $$; exec sleep 1000; fi; echo other"))
            .map(
                line -> {
                  if (line.equals("other")) {
                    assertTrue(waits.await(30, TimeUnit.SECONDS));
                    throw new IllegalStateException("other");
                  }
                  pid[0] = line;
                  waits.countDown();
                  return line;
                });
    assertEquals("other", causeOf(lines::count).getMessage());
    assertGone(pid[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cat > /dev/null", "exec sleep 1000"})
  void aCancelledJobEndsWhetherItFeedsOrWaits(String script) throws Exception {
    Shared<CountDownLatch> feeds = new Shared<>(new CountDownLatch(1));
    JavaRDD<String> endless =
        endless(new Counter())
            .map(
                n -> {
                  if (n == 5_000) {
                    feeds.it().countDown();
                  }
                  return n;
                })
            .pipe(shell(script));
    CompletableFuture<Void> cancelling =
        CompletableFuture.runAsync(
            () -> {
              assertDoesNotThrow(() -> assertTrue(feeds.it().await(30, TimeUnit.SECONDS)));
              context.cancelAllJobs();
            });
    assertThrows(SparkException.class, endless::count);
    cancelling.get(30, TimeUnit.SECONDS);
  }

  @Test
  void anInterruptOfTheCallerEndsTheJob() {
    JavaRDD<String> interrupted =
        words
            .coalesce(1)
            .map(
                word -> {
                  Thread.currentThread().interrupt();
                  return word;
                })
            .pipe("sleep 1000");
    assertThrows(InterruptedException.class, interrupted::count);
    assertTrue(Thread.interrupted(), "the caller's interrupt is kept for its own loops");
  }

  @Test
  void aProcessThatHasLeftItsParentDoesNotHoldTheTask() throws InterruptedException {
    String pid = words.pipe(shell("sleep 1000 & echo $!")).first();
    List<Thread> stillReading = pipeThreads();
    ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
    for (Thread thread : stillReading) {
      thread.join(TimeUnit.SECONDS.toMillis(30));
    }
  }

  @Test
  void theRecordsAreMadeOnTheThreadOfTheTask() {
    LongAccumulator before = context.sc().longAccumulator("before");
    LongAccumulator after = context.sc().longAccumulator("after");
    Shared<Set<Integer>> partitions = new Shared<>(ConcurrentHashMap.newKeySet());
    JavaRDD<String> piped =
        range(1_000, 4)
            .map(
                n -> {
                  assertNotNull(TaskContext.get());
                  before.add(1L);
                  return n;
                })
            .pipe("cat")
            .map(
                line -> {
                  partitions.it().add(TaskContext.getPartitionId());
                  after.add(1L);
                  return line;
                });
    assertEquals(1_000, piped.count());
    assertEquals(Set.of(0, 1, 2, 3), partitions.it());
    assertEquals(1_000, before.value());
    assertEquals(1_000, after.value());
    JavaRDD<String> failing = piped.pipe(shell("cat > /dev/null; exit 1"));
    assertThrows(SparkException.class, failing::count);
    assertEquals(1_000, before.value(), "what a failed task has added does not count");
  }

  @Test
  void aTaskThatIsTriedAgainGetsAProcessOfItsOwn() {
    SparkConf twice = conf().setMaster("local[1,2]").setAppName("twice");
    Counter attempts = new Counter();
    try (JavaSparkContext retrying = new JavaSparkContext(twice)) {
      JavaRDD<Object> once =
          retrying
              .parallelize(List.of(1), 1)
              .map(
                  n -> {
                    if (attempts.getAndIncrement() == 0) {
                      throw new IllegalStateException("first");
                    }
                    return n;
                  });
      assertEquals(List.of("1"), once.pipe("cat").collect());
      assertEquals(2, attempts.get());
    }
  }

  @Test
  void aSeparateDirectoryHasLinksAndIsGoneAfterwards() {
    String script = "cat > records; cat records; pwd; ls -d pom.xml; grep -c artifactId pom.xml";
    List<List<String>> printed = partitions(words.pipe(shell(script), Map.of(), true, 100));
    assertEquals(List.of("a", "b"), printed.get(0).subList(0, 2));
    assertEquals(List.of("c", "d", "e"), printed.get(1).subList(0, 3));
    Path first = Path.of(printed.get(0).get(2));
    Path second = Path.of(printed.get(1).get(3));
    assertNotEquals(first, second);
    for (Path own : List.of(first, second)) {
      assertFalse(Files.exists(own), own + " is left");
      assertNotEquals(Path.of("").toAbsolutePath(), own);
    }
    assertEquals("pom.xml", printed.get(0).get(3));
    assertTrue(Files.exists(Path.of("pom.xml")), "the link was deleted, not the file");
    assertEquals(
        List.of(Path.of("").toAbsolutePath().toString()),
        context.parallelize(List.of(1), 1).pipe("pwd").collect());
  }

  @Test
  void aSeparateDirectoryIsGoneAlsoWhenTheTaskFails() {
    Shared<List<String>> seen = new Shared<>(Collections.synchronizedList(new ArrayList<>()));
    JavaRDD<String> failing =
        words
            .pipe(shell("touch left; pwd; exec yes"), Map.of(), true, 100)
            .map(
                line -> {
                  seen.it().add(line);
                  throw new IllegalStateException("no");
                });
    assertThrows(SparkException.class, failing::count);
    assertFalse(seen.it().isEmpty());
    seen.it().forEach(own -> assertFalse(Files.exists(Path.of(own)), own + " is left"));
  }

  @Test
  void theEncodingIsThatOfInputAndOutput() {
    JavaRDD<String> umlauts = context.parallelize(List.of("äöü", "ß€"), 1);
    for (String encoding : List.of("UTF-8", "UTF-16", "windows-1252")) {
      assertEquals(
          umlauts.collect(),
          umlauts.pipe(List.of("cat"), Map.of(), false, 8192, encoding).collect());
    }
    assertEquals(umlauts.collect(), umlauts.pipe("cat").collect());
    // Four characters: six, seven and four bytes, and ends of lines.
    assertEquals(List.of("13"), umlauts.pipe(shell("wc -c | tr -d ' '")).collect());
    assertEquals(
        List.of("7"),
        umlauts.pipe(shell("wc -c | tr -d ' '"), Map.of(), false, 8192, "windows-1252").collect());
    assertEquals(
        List.of("?"),
        context
            .parallelize(List.of("€"), 1)
            .pipe(List.of("cat"), Map.of(), false, 8192, "ISO-8859-1")
            .collect());
  }

  @Test
  void aLineWithoutEndFailsTheTaskBeforeItFillsTheMemory() {
    SparkConf small =
        new SparkConf(false)
            .setMaster("local[2]")
            .setAppName("small")
            .set("tidemill.line.maxBytes", "20000");
    try (JavaSparkContext limited = new JavaSparkContext(small)) {
      JavaRDD<Integer> one = limited.parallelize(List.of(1), 1);
      JavaRDD<String> noEnd = one.pipe(shell("yes | tr -d '\\n'"));
      SparkException failure = assertThrows(SparkException.class, noEnd::count);
      assertEquals(
          "A line that sh -c yes | tr -d '\\n' printed is longer than about 20000"
              + " bytes; raise tidemill.line.maxBytes if such lines are meant.",
          failure.getCause().getMessage());
      assertFalse(failure.getMessage().contains("StreamDecoder"), failure::getMessage);
      assertEquals(30, one.pipe(shell("yes $(seq 4000 | head -c 19990) | head -n 30")).count());
      assertEquals(1_000_000, one.pipe("seq 1000000").count());
    }
  }

  @Test
  void pipesMayFollowEachOther() {
    JavaRDD<Integer> many = range(50_000, 2);
    assertEquals(
        many.map(String::valueOf).collect(), many.pipe("cat").pipe("cat").pipe("cat").collect());
    assertEquals(List.of("0"), many.pipe("cat").pipe("head -n 5").pipe("cat").take(1));
  }

  @Test
  void whatIsReadByTwoJobsRunsTwice() throws IOException {
    Path log = scratch.resolve("log");
    JavaRDD<String> piped =
        context.parallelize(List.of(1), 1).pipe(shell("echo run >> " + log + "; cat"));
    assertFalse(Files.exists(log), "describing a dataset runs nothing");
    piped.count();
    piped.count();
    assertEquals(List.of("run", "run"), Files.readAllLines(log));
  }

  @Test
  void atTheEndThereIsNoFurtherLine() {
    words.pipe("cat").foreachPartition(PipeTest::assertEnds);
  }

  private static void assertEnds(Iterator<String> lines) {
    while (lines.hasNext()) {
      lines.next();
    }
    assertFalse(lines.hasNext());
    assertThrows(NoSuchElementException.class, lines::next);
  }

  private static void refused(String text, Executable call) {
    assertEquals(text, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void wrongArgumentsAreRefusedAtTheCall() {
    List<String> cat = List.of("cat");
    Map<String, String> noValue = new HashMap<>();
    noValue.put("A", null);
    refused("pipe: command is empty.", () -> words.pipe("  "));
    refused("pipe: command is null.", () -> words.pipe((String) null));
    refused("pipe: command is null.", () -> words.pipe((List<String>) null));
    refused(
        "pipe: the number of words of the command is 0; use 1 or more.",
        () -> words.pipe(List.of()));
    refused("pipe: a word of the command is null.", () -> words.pipe(Arrays.asList("cat", null)));
    refused("pipe: the program to run is empty.", () -> words.pipe(List.of("", "a")));
    refused(
        "pipe: a word of the command is a\\u0000b; the operating system takes no text with a zero"
            + " character.",
        () -> words.pipe(List.of("cat", "a\0b")));
    refused("pipe: env is null.", () -> words.pipe(cat, null));
    refused("pipe: A of env is null.", () -> words.pipe(cat, noValue));
    refused(
        "pipe: the name of a variable of env is empty.", () -> words.pipe(cat, Map.of("", "x")));
    refused(
        "pipe: a variable of env is named A=B; use a name without =.",
        () -> words.pipe(cat, Map.of("A=B", "x")));
    refused(
        "pipe: A of env is \\u0000; the operating system takes no text with a zero character.",
        () -> words.pipe(cat, Map.of("A", "\0")));
    refused("pipe: bufferSize is 0; use 1 or more.", () -> words.pipe(cat, Map.of(), false, 0));
    refused("pipe: encoding is null.", () -> words.pipe(cat, Map.of(), false, 1, null));
    for (String wrong : List.of("no such", "x-none", "ISO-2022-CN")) {
      refused(
          "pipe: encoding is " + wrong + "; use a charset that this JVM can encode, such as UTF-8.",
          () -> words.pipe(cat, Map.of(), false, 1, wrong));
    }
  }
}
