package dev.tidemill.core.plan;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.memory.Workspace;
import dev.tidemill.core.plan.KeyedValues.Timed;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A state of {@link KeyedValues} with its log, for tests. */
final class LoggedState {
  /** What a step logged, for each partition. */
  record Entry(long step, List<LiveState.Logged> partitions) {
    long bytes() {
      return partitions.stream().flatMap(p -> p.chunks().stream()).mapToLong(c -> c.length).sum();
    }

    List<byte[]> chunks() {
      return partitions.stream().flatMap(p -> p.chunks().stream()).toList();
    }
  }

  private final BitSet whole = new BitSet();
  private long expectedUpTo = Long.MIN_VALUE;
  private final HashPartitioner partitioner;
  private final KeyedValues operator = new KeyedValues();
  private final LiveState<Map<String, Timed>, Tuple2<String, Optional<Object>>, Object> state;

  LoggedState(int partitions, Codec codec) {
    this.partitioner = new HashPartitioner(partitions);
    this.state = new LiveState<>(partitioner, operator, Isolation.NONE);
    state.logWith(codec);
  }

  /** As the log has it; steps behind the last one that is taken over are expected. */
  static LoggedState restored(int partitions, Codec codec, List<Entry> log, long upTo)
      throws Exception {
    LoggedState again = new LoggedState(partitions, codec);
    again.state.beginRestore();
    for (Entry entry : log) {
      if (entry.step() > upTo) {
        again.state.expect(entry.chunks(), entry.step());
        again.expectedUpTo = entry.step();
      } else {
        for (byte[] chunk : entry.chunks()) {
          again.state.restore(chunk, entry.step());
        }
      }
    }
    again.state.restored(upTo);
    return again;
  }

  /** Which partitions log again all that they hold; whether all have. */
  boolean isWhole() {
    return whole.cardinality() == partitioner.numPartitions();
  }

  void logAgain() {
    whole.clear();
    state.logAgain(16);
  }

  /** A step; empty if it is not logged. */
  Optional<Entry> step(long step, Map<String, Optional<Object>> changes) throws Exception {
    List<LiveState.Logged> logged = new ArrayList<>();
    for (int i = 0; i < partitioner.numPartitions(); i++) {
      TaskScope scope = new TaskScope(Workspace.unbounded());
      boolean logs = step > expectedUpTo;
      Optional<LiveState.Logged> done =
          state.step(i, step, logs, of(i, changes).iterator(), scope).logged();
      done.ifPresent(logged::add);
      whole.set(i, whole.get(i) || (done.isPresent() && done.get().isWhole()));
    }
    return logged.isEmpty() ? Optional.empty() : Optional.of(new Entry(step, logged));
  }

  Map<String, Timed> content() {
    return operator.content();
  }

  private List<Tuple2<String, Optional<Object>>> of(
      int partition, Map<String, Optional<Object>> changes) {
    List<Tuple2<String, Optional<Object>>> own = new ArrayList<>();
    changes.forEach(
        (key, value) -> {
          if (partitioner.getPartition(key) == partition) {
            own.add(new Tuple2<>(key, value));
          }
        });
    return own;
  }
}
