package dev.tidemill.dstream.graph;

import dev.tidemill.streaming.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long each stream has to keep its datasets: as long as the program said for all, twice its
 * checkpoint interval, and as long as the streams made from it need them. One pass from the last
 * node to the first, since parents come before children.
 */
final class RememberPlan {
  private static final Duration NOTHING = new Duration(0);

  private RememberPlan() {}

  /**
   * @param nodes all nodes, in order of their numbers
   * @param least what the program has set for all
   */
  static void apply(List<StreamNode<?>> nodes, Optional<Duration> least) {
    for (StreamNode<?> node : nodes) {
      Duration own = least.orElse(NOTHING);
      Duration checkpoints = node.checkpointInterval().map(i -> i.times(2)).orElse(NOTHING);
      node.remember(own.max(checkpoints));
    }
    for (int i = nodes.size() - 1; i >= 0; i--) {
      StreamNode<?> node = nodes.get(i);
      Duration needed = node.neededOfParents(node.remember());
      node.parents().forEach(parent -> parent.remember(parent.remember().max(needed)));
    }
  }
}
