package dev.tidemill.measure;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Counts words of a skewed vocabulary of 100,000 on one core: ours through the public API against a
 * hand-written loop over a HashMap, on the same lines in turn. Run like {@link FiveOperators}.
 */
public final class WordCount {
  private static final int VOCABULARY = 100_000;
  private static final int LINES = 200_000;
  private static final int WORDS = 10;
  private static final int ROUNDS = 24;

  private WordCount() {}

  public static void main(String[] args) {
    List<String> lines = lines();
    SparkConf conf = new SparkConf(false).setMaster("local[1]").setAppName("word count");
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      JavaRDD<String> given = context.parallelize(lines, 2);
      Rates ours = new Rates();
      Rates loop = new Rates();
      for (int round = 0; round < ROUNDS; round++) {
        long begin = System.nanoTime();
        List<Tuple2<String, Integer>> counted =
            given
                .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
                .mapToPair(word -> new Tuple2<>(word, 1))
                .reduceByKey(Integer::sum, 2)
                .collect();
        ours.add(System.nanoTime() - begin);
        begin = System.nanoTime();
        Map<String, Integer> expected = counts(lines);
        loop.add(System.nanoTime() - begin);
        Map<String, Integer> got = new HashMap<>();
        counted.forEach(pair -> got.put(pair._1, pair._2));
        if (!got.equals(expected)) {
          throw new AssertionError("the counts differ");
        }
      }
      double words = (double) LINES * WORDS / 1e6;
      System.out.println("ours          " + ours.rate(words) + " M words/s");
      System.out.println("hand-written  " + loop.rate(words) + " M words/s");
      System.out.printf("ratio %.2f%n", loop.medianSeconds() / ours.medianSeconds());
    }
  }

  private static Map<String, Integer> counts(List<String> lines) {
    Map<String, Integer> counts = new HashMap<>();
    for (String line : lines) {
      for (String word : line.split(" ")) {
        counts.merge(word, 1, Integer::sum);
      }
    }
    return counts;
  }

  /** Lines of words drawn by Zipf's law with exponent 1, the same in every run. */
  private static List<String> lines() {
    double[] upTo = new double[VOCABULARY];
    double sum = 0;
    for (int i = 0; i < VOCABULARY; i++) {
      sum += 1.0 / (i + 1);
      upTo[i] = sum;
    }
    SplittableRandom random = new SplittableRandom(42);
    String[] vocabulary = new String[VOCABULARY];
    for (int i = 0; i < VOCABULARY; i++) {
      vocabulary[i] = Long.toString(i * 7_919L + 10_000, 36) + "w";
    }
    List<String> lines = new ArrayList<>(LINES);
    for (int line = 0; line < LINES; line++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < WORDS; i++) {
        int found = Arrays.binarySearch(upTo, random.nextDouble() * sum);
        int word = Math.min(VOCABULARY - 1, found < 0 ? -found - 1 : found);
        text.append(i == 0 ? "" : " ").append(vocabulary[word]);
      }
      lines.add(text.toString());
    }
    return lines;
  }
}
