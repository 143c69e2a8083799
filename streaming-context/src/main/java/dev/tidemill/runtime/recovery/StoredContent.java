package dev.tidemill.runtime.recovery;

import dev.tidemill.core.error.Sneaky;
import dev.tidemill.dstream.graph.StateNode;
import dev.tidemill.runtime.recovery.StoredState.Partition;
import dev.tidemill.runtime.recovery.StoredState.Step;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts a state back by its log: what it held before the first batch that is not over, and what each
 * step from there on did, which will be repeated.
 *
 * <p>Changes go into the state as they are read. A key is always logged after what was logged of it
 * before, so its last change is right, whatever of the log's beginning is gone.
 */
final class StoredContent {
  /** Below, another thread costs more than it brings. */
  private static final int WORTH_A_THREAD = 1 << 16;

  private final StateNode<?, ?> state;
  private final long firstUnfinished;
  private long time = Long.MIN_VALUE;

  StoredContent(StateNode<?, ?> state, long firstUnfinished) {
    this.state = state;
    this.firstUnfinished = firstUnfinished;
  }

  void take(Step step) {
    Time at = new Time(step.time());
    if (step.time() >= firstUnfinished) {
      state.expect(chunks(step), at);
      return;
    }
    if (time == Long.MIN_VALUE) {
      state.beginRestore();
    }
    time = step.time();
    // Of a partition, what it held comes before what has changed.
    restore(step.partitions().stream().flatMap(of -> of.before().stream()).toList(), at);
    restore(
        step.partitions().stream().map(Partition::changes).filter(StoredContent::isAny).toList(),
        at);
  }

  private static boolean isAny(byte[] chunk) {
    return chunk.length > 0;
  }

  /** One chunk of each partition; partitions have no key in common. */
  private void restore(List<byte[]> chunks, Time at) {
    Stream<byte[]> each = chunks.stream();
    if (chunks.stream().mapToLong(chunk -> chunk.length).sum() > WORTH_A_THREAD) {
      each = each.parallel();
    }
    each.forEach(chunk -> restore(chunk, at));
  }

  private void restore(byte[] chunk, Time at) {
    try {
      state.restore(chunk, at);
    } catch (Exception failed) {
      throw Sneaky.thrown(failed);
    }
  }

  private static List<byte[]> chunks(Step step) {
    List<byte[]> chunks = new ArrayList<>();
    for (Partition partition : step.partitions()) {
      partition.before().ifPresent(chunks::add);
      if (isAny(partition.changes())) {
        chunks.add(partition.changes());
      }
    }
    return chunks;
  }

  /** All of the log has been read. */
  void end() {
    if (time > Long.MIN_VALUE) {
      state.restored(new Time(time));
    }
  }
}
