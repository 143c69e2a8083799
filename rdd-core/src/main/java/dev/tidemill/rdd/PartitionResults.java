package dev.tidemill.rdd;

import dev.tidemill.core.engine.Job.PartitionTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Runs a task over partitions and gives the results in the order of the partitions. */
final class PartitionResults {
  private PartitionResults() {}

  static <T, R> List<R> ofAll(String action, RDD<T> rdd, PartitionTask<T, R> task) {
    return of(action, rdd, IntStream.range(0, rdd.getNumPartitions()).toArray(), task);
  }

  static <T, R> List<R> of(String action, RDD<T> rdd, int[] partitions, PartitionTask<T, R> task) {
    Map<Integer, R> byPartition = new HashMap<>();
    rdd.<R>run(action, partitions, task, byPartition::put);
    List<R> results = new ArrayList<>(partitions.length);
    for (int partition : partitions) {
      results.add(byPartition.get(partition));
    }
    return results;
  }
}
