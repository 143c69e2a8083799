package dev.tidemill.runtime.measure;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.StateSpec;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How long a program that was killed takes from the start of its process to its first new batch,
 * with a window of 600 batches to bring back: made anew from its files, or with an inverse function
 * from what was kept; or, if numbers of keys are given, with a state of so many keys ({@code
 * key-%08d} and Long values). Not a test; run its main with the class path of the tests:
 *
 * <pre>
 *   RestartCost EMPTY_DIRECTORY [KEYS ...]
 * </pre>
 *
 * <p>To have the processes started as {@code bin/tidemill} starts them, put its jar first on the
 * class path, and its options (with the class archive from its cache) into {@code
 * JDK_JAVA_OPTIONS}.
 *
 * <p>Prints what the process had done by when, in ms, the fastest and the median of ten processes.
 */
public final class RestartCost {
  private static final int INTERVAL_MS = 10;
  private static final int WINDOW = 600;
  private static final int PROCESSES = 10;
  private static final String STATE = "state-";
  private static final String[] STEPS = {
    "main begins", "context made", "context started", "first new batch"
  };

  private RestartCost() {}

  public static void main(String[] args) throws Exception {
    if (args.length == 5) {
      Program.main(args);
      return;
    }
    List<String> kinds =
        args.length == 1
            ? List.of("recomputed", "inverse")
            : Arrays.stream(args).skip(1).map(keys -> STATE + keys).toList();
    for (String kind : kinds) {
      Path directory = Path.of(args[0], kind);
      Files.createDirectories(directory.resolve("in"));
      fill(kind, directory);
      List<long[]> times = new ArrayList<>();
      for (int i = 0; i < PROCESSES; i++) {
        Path copy = directory.resolve("checkpoint-" + i);
        copy(directory.resolve("checkpoint"), copy);
        times.add(restart(kind, directory, copy));
      }
      for (int step = 0; step < STEPS.length; step++) {
        int of = step;
        long[] sorted = times.stream().mapToLong(one -> one[of]).sorted().toArray();
        System.out.printf(
            "%-12s %-18s fastest %5d ms  median %5d ms%n",
            kind, STEPS[step], sorted[0], sorted[PROCESSES / 2]);
      }
    }
  }

  /** Runs it on files that come all the time, until the window is full and more; kills it. */
  private static void fill(String kind, Path directory) throws Exception {
    Process process = process(kind, directory, directory.resolve("checkpoint"), "fill");
    Path file = directory.resolve("coming");
    for (int number = 0; process.isAlive(); number++) {
      Files.write(
          file, Stream.iterate(number, n -> n + 1).limit(20).map(n -> "word " + n % 500).toList());
      Files.move(
          file, directory.resolve("in").resolve("file-" + number), StandardCopyOption.ATOMIC_MOVE);
      Thread.sleep(INTERVAL_MS);
    }
  }

  private static long[] restart(String kind, Path directory, Path checkpoint) throws Exception {
    Process process = process(kind, directory, checkpoint, "measure");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      return Arrays.stream(lines.readLine().split(" ")).mapToLong(Long::parseLong).toArray();
    }
  }

  private static Process process(String kind, Path directory, Path checkpoint, String mode)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            kind.startsWith(STATE) ? "-Xmx6g" : "-Xmx1g",
            "-Dspark.master=local[2]",
            "-Dslf4j.provider=org.slf4j.jul.JULServiceProvider",
            "-cp",
            System.getProperty("java.class.path"),
            RestartCost.class.getName(),
            kind,
            directory.toString(),
            checkpoint.toString(),
            mode,
            "" + System.currentTimeMillis())
        .redirectError(directory.resolve("log-" + mode).toFile())
        .start();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  /** What is killed and started again. */
  private static final class Program {
    private static final long[] TIMES = new long[STEPS.length];

    private Program() {}

    static void main(String[] args) throws InterruptedException {
      long begun = Long.parseLong(args[4]);
      TIMES[0] = System.currentTimeMillis() - begun;
      boolean fills = args[3].equals("fill");
      long[] batches = new long[1];
      JavaStreamingContext context =
          JavaStreamingContext.getOrCreate(
              args[2],
              () -> {
                JavaStreamingContext made =
                    new JavaStreamingContext(
                        new SparkConf().setAppName("restart"), new Duration(INTERVAL_MS));
                counts(made, args)
                    .foreachRDD(
                        (rdd, time) -> {
                          long size = rdd.count();
                          if (!fills && size > 0 && isNew(made, time)) {
                            TIMES[3] = System.currentTimeMillis() - begun;
                            System.out.printf(
                                "%d %d %d %d%n", TIMES[0], TIMES[1], TIMES[2], TIMES[3]);
                            System.out.flush();
                            Runtime.getRuntime().halt(0);
                          }
                          if (fills && ++batches[0] == toFill(args[0])) {
                            Runtime.getRuntime().halt(0);
                          }
                        });
                return made;
              });
      TIMES[1] = System.currentTimeMillis() - begun;
      context.start();
      TIMES[2] = System.currentTimeMillis() - begun;
      context.awaitTermination();
    }

    /** A large state has to be loaded and written down. */
    private static int toFill(String kind) {
      return kind.startsWith(STATE) ? 2500 : WINDOW + 100;
    }

    private static boolean isNew(JavaStreamingContext context, Time batch) {
      return context.ssc().restoreReport().orElseThrow().lastBatch().less(batch);
    }

    private static JavaPairDStream<String, Integer> sums(
        JavaStreamingContext context, JavaPairDStream<String, Integer> ones, int keys) {
      JavaPairRDD<String, Long> initial =
          context
              .sparkContext()
              .parallelize(List.of(0, 1), 2)
              .flatMap(
                  part -> IntStream.range(0, keys).filter(i -> i % 2 == part).boxed().iterator())
              .mapToPair(i -> new Tuple2<>("key-%08d".formatted(i), (long) i));
      return ones.mapWithState(
              StateSpec.<String, Integer, Long, Integer>function(
                      (key, one, state) -> {
                        state.update((state.exists() ? state.get() : 0L) + one.get());
                        return 1;
                      })
                  .initialState(initial))
          .mapToPair(one -> new Tuple2<>("", one));
    }

    private static JavaPairDStream<String, Integer> counts(
        JavaStreamingContext context, String[] args) {
      JavaPairDStream<String, Integer> ones =
          context.textFileStream(args[1] + "/in").mapToPair(line -> new Tuple2<>(line, 1));
      if (args[0].startsWith(STATE)) {
        return sums(context, ones, Integer.parseInt(args[0].substring(STATE.length())));
      }
      Duration window = new Duration((long) INTERVAL_MS * WINDOW);
      Duration slide = new Duration(INTERVAL_MS);
      return args[0].equals("inverse")
          ? ones.reduceByKeyAndWindow(Integer::sum, (all, left) -> all - left, window, slide)
          : ones.reduceByKeyAndWindow(Integer::sum, window, slide);
    }
  }
}
