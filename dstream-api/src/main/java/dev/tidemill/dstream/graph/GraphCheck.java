package dev.tidemill.dstream.graph;

import dev.tidemill.storage.StorageLevel;
import dev.tidemill.streaming.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds everything that keeps a graph from running, each problem with its remedy. */
final class GraphCheck {
  private final List<String> problems = new ArrayList<>();

  private GraphCheck() {}

  /**
   * @param hasDirectory whether there is a directory that datasets can be checkpointed to
   * @throws IllegalArgumentException naming all problems
   */
  static void require(List<StreamNode<?>> nodes, int outputs, boolean hasDirectory) {
    GraphCheck check = new GraphCheck();
    if (outputs == 0) {
      check.problems.add(
          "No output operations registered, so nothing to execute; call print() or foreachRDD() on"
              + " a stream before start().");
    }
    nodes.forEach(node -> check.checkpoints(node, hasDirectory));
    if (!check.problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(" ", check.problems));
    }
  }

  private void checkpoints(StreamNode<?> node, boolean hasDirectory) {
    if (node.checkpointInterval().isEmpty()) {
      return;
    }
    Duration interval = node.checkpointInterval().get();
    Duration slide = node.slide();
    if (!hasDirectory && !node.isWrittenDownAnyway()) {
      problems.add(
          "The checkpoint directory has not been set, and '"
              + node
              + "' is to be checkpointed every "
              + interval
              + ". Please set it by StreamingContext.checkpoint().");
    }
    if (interval.less(slide)) {
      problems.add(
          "The checkpoint interval of '"
              + node
              + "' is "
              + interval
              + ", which is lower than its slide time "
              + slide
              + "; use "
              + slide
              + " or a multiple of it.");
    } else if (!interval.isMultipleOf(slide)) {
      problems.add(
          "The checkpoint interval of '"
              + node
              + "' is "
              + interval
              + ", which is not a multiple of its slide time "
              + slide
              + "; use "
              + nextMultiple(interval, slide)
              + ".");
    }
    if (node.level().filter(StorageLevel::isValid).isEmpty()) {
      problems.add(
          "'"
              + node
              + "' has been marked for checkpointing but the storage level has not been set to"
              + " enable persisting; call persist() after checkpoint().");
    }
  }

  private static Duration nextMultiple(Duration interval, Duration slide) {
    long step = slide.milliseconds();
    return new Duration((interval.milliseconds() / step + 1) * step);
  }
}
