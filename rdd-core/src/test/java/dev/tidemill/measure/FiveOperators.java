package dev.tidemill.measure;

import dev.tidemill.SparkConf;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A chain of five operators over a million boxed integers, counted on one core: ours, the library's
 * streams and a hand-written loop, first one chain alone, then four taking turns.
 *
 * <pre>
 * mvn -q -Dspotless.check.skip -pl rdd-core test-compile
 * java -cp rdd-core/target/classes:rdd-core/target/test-classes:(slf4j-api) \
 *     dev.tidemill.measure.FiveOperators
 * </pre>
 */
public final class FiveOperators {
  private static final int RECORDS = 1_000_000;
  private static final int ROUNDS = 60;

  private FiveOperators() {}

  private interface Chain {
    long count();
  }

  /** The same question, asked in three ways. */
  private record Form(String name, List<Chain> chains) {}

  public static void main(String[] args) {
    List<Integer> numbers = new ArrayList<>(RECORDS);
    for (int i = 0; i < RECORDS; i++) {
      numbers.add(i);
    }
    SparkConf conf = new SparkConf(false).setMaster("local[1]").setAppName("five operators");
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      JavaRDD<Integer> given = context.parallelize(numbers, 1);
      List<Form> forms =
          List.of(
              new Form("ours", ours(given)),
              new Form("java.util.stream", streams(numbers)),
              new Form("hand-written", loops(numbers)));
      for (int chains : new int[] {1, 4}) {
        measure(forms, chains);
      }
    }
  }

  /** All forms take turns within each round, so that a busy machine slows all of them alike. */
  private static void measure(List<Form> forms, int chains) {
    List<Rates> rates = new ArrayList<>();
    forms.forEach(form -> rates.add(new Rates()));
    for (int round = 0; round < ROUNDS; round++) {
      long[] expected = null;
      for (int i = 0; i < forms.size(); i++) {
        long[] counts = new long[chains];
        long begin = System.nanoTime();
        for (int chain = 0; chain < chains; chain++) {
          counts[chain] = forms.get(i).chains().get(chain).count();
        }
        rates.get(i).add(System.nanoTime() - begin);
        if (expected != null && !Arrays.equals(expected, counts)) {
          throw new AssertionError(forms.get(i).name() + " counts otherwise");
        }
        expected = counts;
      }
    }
    for (int i = 0; i < forms.size(); i++) {
      System.out.printf(
          "%d chains  %-18s %s M records/s%n",
          chains, forms.get(i).name(), rates.get(i).rate(chains * RECORDS / 1e6));
    }
  }

  private static List<Chain> ours(JavaRDD<Integer> given) {
    return List.of(
        () ->
            given
                .map(n -> n + 1)
                .filter(n -> n % 3 != 0)
                .map(n -> n * 2)
                .filter(n -> n > 10)
                .map(n -> n ^ 5)
                .count(),
        () ->
            given
                .map(n -> n + 2)
                .filter(n -> n % 5 != 0)
                .map(n -> n * 3)
                .filter(n -> n > 11)
                .map(n -> n ^ 6)
                .count(),
        () ->
            given
                .map(n -> n + 3)
                .filter(n -> n % 7 != 0)
                .map(n -> n * 5)
                .filter(n -> n > 12)
                .map(n -> n ^ 7)
                .count(),
        () ->
            given
                .map(n -> n + 4)
                .filter(n -> n % 9 != 0)
                .map(n -> n * 7)
                .filter(n -> n > 13)
                .map(n -> n ^ 8)
                .count());
  }

  // The library's count() may skip a map at the end, so records are counted by a reduction.
  private static List<Chain> streams(List<Integer> numbers) {
    return List.of(
        () ->
            counted(
                numbers.stream()
                    .map(n -> n + 1)
                    .filter(n -> n % 3 != 0)
                    .map(n -> n * 2)
                    .filter(n -> n > 10)
                    .map(n -> n ^ 5)),
        () ->
            counted(
                numbers.stream()
                    .map(n -> n + 2)
                    .filter(n -> n % 5 != 0)
                    .map(n -> n * 3)
                    .filter(n -> n > 11)
                    .map(n -> n ^ 6)),
        () ->
            counted(
                numbers.stream()
                    .map(n -> n + 3)
                    .filter(n -> n % 7 != 0)
                    .map(n -> n * 5)
                    .filter(n -> n > 12)
                    .map(n -> n ^ 7)),
        () ->
            counted(
                numbers.stream()
                    .map(n -> n + 4)
                    .filter(n -> n % 9 != 0)
                    .map(n -> n * 7)
                    .filter(n -> n > 13)
                    .map(n -> n ^ 8)));
  }

  private static long counted(Stream<Integer> records) {
    long[] count = new long[1];
    records.forEach(record -> count[0]++);
    return count[0];
  }

  private static List<Chain> loops(List<Integer> numbers) {
    return List.of(
        () -> {
          long count = 0;
          for (Integer number : numbers) {
            int n = number + 1;
            if (n % 3 != 0 && n * 2 > 10) {
              count += kept(n * 2 ^ 5);
            }
          }
          return count;
        },
        () -> {
          long count = 0;
          for (Integer number : numbers) {
            int n = number + 2;
            if (n % 5 != 0 && n * 3 > 11) {
              count += kept(n * 3 ^ 6);
            }
          }
          return count;
        },
        () -> {
          long count = 0;
          for (Integer number : numbers) {
            int n = number + 3;
            if (n % 7 != 0 && n * 5 > 12) {
              count += kept(n * 5 ^ 7);
            }
          }
          return count;
        },
        () -> {
          long count = 0;
          for (Integer number : numbers) {
            int n = number + 4;
            if (n % 9 != 0 && n * 7 > 13) {
              count += kept(n * 7 ^ 8);
            }
          }
          return count;
        });
  }

  /** One, whatever the record is. */
  private static int kept(int record) {
    return record == Integer.MIN_VALUE + 1 ? 2 : 1;
  }
}
