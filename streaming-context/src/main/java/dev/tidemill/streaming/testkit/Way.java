package dev.tidemill.streaming.testkit;

import dev.tidemill.SparkConf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** In which ways a {@link StreamCheck} runs the same pipeline over the same records. */
public enum Way {
  /** Each batch is one partition. */
  STRAIGHT("in one partition", 1, Map.of()),

  /** Each batch is cut into five partitions, in order, so that small batches have empty ones. */
  REPARTITIONED("in five partitions", 5, Map.of()),

  /**
   * Each batch is one partition, and the engine is the one that takes a task as another machine
   * would, functions and records serialised ({@code tidemill.engine=reference}).
   */
  REFERENCE_ENGINE("on the reference engine", 1, Map.of("tidemill.engine", "reference")),

  /**
   * Each batch is one partition, and after every batch the program is stopped, and made anew with
   * what it left in its checkpoint directory.
   */
  RESTARTED("with a restart after every batch", 1, Map.of()),

  /**
   * As {@link #RESTARTED}; the program is killed, and what was not durable is lost. Inputs cannot
   * give batches again that are over, so that what windows need is written down.
   */
  CRASHED("with a crash after every batch", 1, Map.of());

  private final String words;
  private final int partitions;
  private final Map<String, String> ofThisWay;

  Way(String words, int partitions, Map<String, String> ofThisWay) {
    this.words = words;
    this.partitions = partitions;
    this.ofThisWay = ofThisWay;
  }

  boolean restarts() {
    return this == RESTARTED || this == CRASHED;
  }

  boolean crashes() {
    return this == CRASHED;
  }

  /** Whether inputs can give batches again that are over; else windows have to be written down. */
  boolean replays() {
    return this != CRASHED;
  }

  SparkConf settings(SparkConf given) {
    SparkConf settings = given.clone();
    ofThisWay.forEach(settings::set);
    return settings;
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
