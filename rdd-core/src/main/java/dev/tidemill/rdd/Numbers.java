package dev.tidemill.rdd;

import dev.tidemill.core.engine.Job.PartitionTask;
import dev.tidemill.core.engine.Records;
import dev.tidemill.util.StatCounter;
import java.util.Arrays;
import java.util.List;

/** Actions over numbers. Results of partitions are put together in their order. */
public final class Numbers {
  private Numbers() {}

  public static double sum(RDD<Double> numbers) {
    List<Double> parts =
        PartitionResults.ofAll(
            "sum",
            numbers,
            (partition, records) -> {
              double[] sum = new double[1];
              records.forEach(
                  number -> {
                    sum[0] += number;
                    return true;
                  });
              return sum[0];
            });
    double sum = 0;
    for (double part : parts) {
      sum += part;
    }
    return sum;
  }

  public static StatCounter stats(String action, RDD<Double> numbers) {
    PartitionTask<Double, StatCounter> counting = (partition, records) -> counted(records);
    StatCounter all = new StatCounter();
    PartitionResults.ofAll(action, numbers, counting).forEach(all::merge);
    return all;
  }

  static StatCounter counted(Records<Double> records) throws Exception {
    StatCounter counter = new StatCounter();
    records.forEach(
        number -> {
          counter.merge(number);
          return true;
        });
    return counter;
  }

  /**
   * The edges of so many equally wide buckets from the least number to the largest; a single bucket
   * if these are the same.
   *
   * @throws UnsupportedOperationException if there is no number, or one that is not finite
   */
  public static double[] evenEdges(RDD<Double> numbers, int buckets) {
    StatCounter stats = stats("histogram", numbers);
    double min = stats.min();
    double width = stats.max() - min;
    if (stats.count() == 0 || !Double.isFinite(width)) {
      throw new UnsupportedOperationException(
          "Histogram on either an empty RDD or RDD containing +/-infinity or NaN: there are "
              + stats.count()
              + " numbers from "
              + min
              + " to "
              + stats.max()
              + "; filter them, or give the edges of the buckets.");
    }
    double[] edges = new double[width == 0 ? 2 : buckets + 1];
    for (int i = 0; i < edges.length - 1; i++) {
      edges[i] = min + i * width / buckets;
    }
    edges[edges.length - 1] = stats.max();
    return edges;
  }

  /**
   * How many numbers each bucket has. It reaches from its edge to below the next one; the last
   * bucket has its upper edge too. Numbers outside of all are not counted.
   *
   * @throws IllegalArgumentException if there are less than two edges, or they fall, or one is not
   *     a number
   */
  public static long[] histogram(RDD<Double> numbers, double[] edges) {
    double[] rising = checked(edges);
    List<long[]> parts =
        PartitionResults.ofAll(
            "histogram",
            numbers,
            (partition, records) -> {
              long[] counts = new long[rising.length - 1];
              records.forEach(
                  number -> {
                    count(number, rising, counts);
                    return true;
                  });
              return counts;
            });
    long[] counts = new long[rising.length - 1];
    parts.forEach(part -> Arrays.setAll(counts, i -> counts[i] + part[i]));
    return counts;
  }

  private static double[] checked(double[] edges) {
    if (edges.length < 2) {
      throw new IllegalArgumentException(
          "histogram: buckets array must have at least two elements; it has " + edges.length + ".");
    }
    double[] rising = new double[edges.length];
    for (int i = 0; i < edges.length; i++) {
      // Equal edges pass: those that a histogram of equal numbers returned can be given again.
      boolean falls = i > 0 && edges[i] < edges[i - 1];
      if (falls || Double.isNaN(edges[i])) {
        throw new IllegalArgumentException(
            "histogram: buckets "
                + Arrays.toString(edges)
                + " fall, or are not a number, at index "
                + i
                + "; sort them, and give numbers only.");
      }
      rising[i] = edges[i] + 0.0;
    }
    return rising;
  }

  private static void count(double number, double[] edges, long[] counts) {
    // Adding 0 makes one zero of two, which the search would take for different numbers.
    int place = Arrays.binarySearch(edges, number + 0.0);
    int bucket = place >= 0 ? Math.min(place, counts.length - 1) : -place - 2;
    if (bucket >= 0 && bucket < counts.length) {
      counts[bucket]++;
    }
  }
}
