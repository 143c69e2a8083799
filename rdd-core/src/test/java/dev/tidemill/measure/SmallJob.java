package dev.tidemill.measure;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import java.util.Arrays;
import java.util.List;

/**
 * What a job of two stages over ten records costs, made anew each time as every batch does. Run
 * like {@link FiveOperators}.
 */
public final class SmallJob {
  private static final int JOBS = 200_000;

  private SmallJob() {}

  public static void main(String[] args) {
    SparkConf conf = new SparkConf(false).setMaster("local[2]").setAppName("small job");
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      List<String> lines = List.of("a b", "c d", "e f", "a g", "b c", "d e", "f g", "a", "b", "c");
      long[] nanos = new long[JOBS];
      for (int i = 0; i < JOBS; i++) {
        long begin = System.nanoTime();
        int keys = keys(context.parallelize(lines, 2));
        nanos[i] = System.nanoTime() - begin;
        if (keys != 7) {
          throw new AssertionError(keys + " keys");
        }
      }
      long[] warm = Arrays.copyOfRange(nanos, JOBS / 2, JOBS);
      Arrays.sort(warm);
      System.out.printf(
          "two stages, ten records: median %.1f us, 90 %% %.1f us, 99 %% %.1f us%n",
          warm[warm.length / 2] / 1e3,
          warm[warm.length * 9 / 10] / 1e3,
          warm[warm.length * 99 / 100] / 1e3);
    }
  }

  private static int keys(JavaRDD<String> lines) {
    return lines
        .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
        .mapToPair(word -> new Tuple2<>(word, 1))
        .reduceByKey(Integer::sum)
        .collect()
        .size();
  }
}
