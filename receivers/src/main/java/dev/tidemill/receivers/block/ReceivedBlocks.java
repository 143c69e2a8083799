package dev.tidemill.receivers.block;

import dev.tidemill.core.plan.SourceData;
import dev.tidemill.core.plan.TaskScope;
import java.util.Iterator;
import java.util.List;

/** The blocks of one batch as a dataset: one partition for each, in the order they came in. */
final class ReceivedBlocks<T> implements SourceData<T> {
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

  @Override
  public int partitionCount() {
    return blocks.size();
  }

  @Override
  public Iterator<T> open(int partition, TaskScope scope) {
    return blocks.get(partition).records().iterator();
  }

  @Override
  public String toString() {
    return blocks.size() == 1 ? "1 received block" : blocks.size() + " received blocks";
  }
}
