package dev.tidemill.runtime.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.HashPartitioner;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.codec.RecordWriter;
import dev.tidemill.core.plan.LiveState;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.StagedStep;
import dev.tidemill.core.plan.StateOperator;
import dev.tidemill.core.plan.TaskScope;
import dev.tidemill.core.state.KeyBlock;
import dev.tidemill.dstream.graph.BatchPlan;
import dev.tidemill.dstream.graph.StateNode;
import dev.tidemill.runtime.recovery.StoredState.Partition;
import dev.tidemill.runtime.recovery.StoredState.Step;
import dev.tidemill.streaming.Durations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What was logged is put back in its order, however much there is of it. */
class StoredContentTest {
  private static final int KEYS = 40_000;
  private static final Codec CODEC = Codec.plain();

  /** Takes what is put back. */
  private static final class Values implements StateOperator<Map<Object, Object>, Object, Object> {
    private final Map<Object, Object> values = new ConcurrentHashMap<>();

    @Override
    public Map<Object, Object> initial() {
      return values;
    }

    @Override
    public StagedStep<Object> step(
        Map<Object, Object> state, long time, Iterator<Object> input, TaskScope scope) {
      throw new UnsupportedOperationException("only put back");
    }

    @Override
    public void restore(Map<Object, Object> state, KeyBlock keys) {
      for (int i = 0; i < keys.count(); i++) {
        state.put(keys.key(i), keys.value(i));
      }
    }

    @Override
    public void remove(Map<Object, Object> state, Object key) {
      state.remove(key);
    }
  }

  private static final class Node extends StateNode<Object, Object> {
    Node(LiveState<?, Object, Object> state) {
      super("state", List.of(), Durations.seconds(1), state);
      logWith(CODEC);
    }

    @Override
    public boolean needsLog() {
      return true;
    }

    @Override
    protected Optional<Plan<Object>> compute(BatchPlan batch) {
      throw new UnsupportedOperationException("only put back");
    }
  }

  /** As format 1 had them. */
  private static byte[] changes(int value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (RecordWriter writer = CODEC.writer(bytes)) {
      writer.write(0);
      for (int key = 0; key < KEYS; key++) {
        writer.writePair("key-" + key, value);
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void whatALargePartitionOfFormat1HeldComesBeforeWhatItChanged() throws IOException {
    Values values = new Values();
    Node node = new Node(new LiveState<>(new HashPartitioner(2), values, Isolation.NONE));
    StoredContent content = new StoredContent(node, Long.MAX_VALUE);
    Partition partition = new Partition(Optional.of(changes(1)), changes(2));
    content.take(new Step("state", 1000, List.of(partition)));
    content.end();
    assertEquals(KEYS, values.values.size());
    assertEquals(0, values.values.values().stream().filter(value -> !value.equals(2)).count());
  }
}
