package dev.tidemill.streaming.testkit;

import dev.tidemill.SparkConf;
import java.util.ArrayList;
import java.util.List;

/** In which ways a {@link StreamCheck} runs the same pipeline over the same records. */
public enum Way {
  /** Each batch is one partition. */
  STRAIGHT("in one partition", 1),

  /** Each batch is cut into five partitions, in order, so that small batches have empty ones. */
  REPARTITIONED("in five partitions", 5);

  private final String words;
  private final int partitions;

  Way(String words, int partitions) {
    this.words = words;
    this.partitions = partitions;
  }

  SparkConf settings(SparkConf given) {
    return given.clone();
  }

  <T> List<List<T>> cut(List<T> batch) {
    List<List<T>> parts = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      parts.add(batch.subList(batch.size() * i / partitions, batch.size() * (i + 1) / partitions));
    }
    return parts;
  }

  @Override
  public String toString() {
    return words;
  }
}
