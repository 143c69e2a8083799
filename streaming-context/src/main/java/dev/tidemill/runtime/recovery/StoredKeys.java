package dev.tidemill.runtime.recovery;

import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.plan.LiveState;
import dev.tidemill.core.state.StateLog;
import dev.tidemill.runtime.recovery.StoredState.Partition;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** What the keys of a state hold, put together from its log; all of it in memory. */
public final class StoredKeys {
  private final Codec codec;
  private final Map<Object, Object> values = new LinkedHashMap<>();
  private long time = Long.MIN_VALUE;

  StoredKeys(Codec codec) {
    this.codec = codec;
  }

  /** Key to value; keys in the order in which they were first logged. */
  public Map<Object, Object> values() {
    return Collections.unmodifiableMap(values);
  }

  /** The batch after which it was so, in milliseconds; empty when there was no step. */
  public OptionalLong time() {
    return time == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(time);
  }

  void take(StoredState.Step step) throws IOException {
    time = step.time();
    // Of a partition, what it held comes before what has changed.
    for (Partition partition : step.partitions()) {
      if (partition.before().isPresent()) {
        LiveState.readLog(partition.before().get(), codec, time, new Putting());
      }
    }
    for (Partition partition : step.partitions()) {
      if (partition.changes().length > 0) {
        LiveState.readLog(partition.changes(), codec, time, new Putting());
      }
    }
  }

  private final class Putting implements StateLog {
    @Override
    public void removed(Object key) {
      values.remove(key);
    }

    @Override
    public void put(Object key, Object value, long touched) {
      values.put(key, value);
    }
  }
}
