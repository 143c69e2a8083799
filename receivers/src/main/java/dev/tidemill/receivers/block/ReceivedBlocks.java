package dev.tidemill.receivers.block;

import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.plan.GivenData;
import java.util.ArrayList;
import java.util.List;

/** The blocks of one batch, in the order they came in. */
final class ReceivedBlocks<T> {
  private final List<ReceivedBlock<T>> blocks;

  ReceivedBlocks(List<ReceivedBlock<T>> blocks) {
    this.blocks = List.copyOf(blocks);
  }

  long records() {
    return blocks.stream().mapToLong(block -> block.records().size()).sum();
  }

  long bytes() {
    return blocks.stream().mapToLong(ReceivedBlock::bytes).sum();
  }

  /**
   * A partition for each block. Several outputs may read it, so a function must not change what the
   * next reader gets.
   */
  GivenData<T> data(Isolation isolation) {
    List<List<T>> partitions = new ArrayList<>(blocks.size());
    blocks.forEach(block -> partitions.add(block.records()));
    return GivenData.ofPartitions(partitions, isolation);
  }

  @Override
  public String toString() {
    return blocks.size() == 1 ? "1 received block" : blocks.size() + " received blocks";
  }
}
