package dev.tidemill.core.plan;

import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tidemill.Tuple2;
import dev.tidemill.core.state.KeyBlock;
import dev.tidemill.core.state.StateLog;
import dev.tidemill.core.state.StateWalk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The latest value of each key, for tests of the log: what comes in are keys with their values, or
 * with none if the key goes. Steps give nothing.
 */
final class KeyedValues
    implements StateOperator<
        Map<String, KeyedValues.Timed>, Tuple2<String, Optional<Object>>, Object> {
  /** A value, and when it came. */
  record Timed(Object value, long time) {}

  private final List<Map<String, Timed>> partitions = new ArrayList<>();

  @Override
  public Map<String, Timed> initial() {
    partitions.add(new TreeMap<>());
    return partitions.get(partitions.size() - 1);
  }

  /** What all partitions hold together; a key that is in two of them fails. */
  Map<String, Timed> content() {
    Map<String, Timed> content = new TreeMap<>();
    for (Map<String, Timed> partition : partitions) {
      partition.forEach((key, value) -> assertNull(content.put(key, value), key));
    }
    return content;
  }

  @Override
  public StagedStep<Object> step(
      Map<String, Timed> state,
      long time,
      Iterator<Tuple2<String, Optional<Object>>> input,
      TaskScope scope) {
    List<Tuple2<String, Optional<Object>>> changes = new ArrayList<>();
    input.forEachRemaining(changes::add);
    return new StagedStep<>() {
      @Override
      public void changes(StateLog log) throws IOException {
        for (Tuple2<String, Optional<Object>> change : changes) {
          if (change._2.isPresent()) {
            log.put(change._1, change._2.get(), time);
          } else {
            log.removed(change._1);
          }
        }
      }

      @Override
      public void publish(boolean keepBefore) {
        for (Tuple2<String, Optional<Object>> change : changes) {
          if (change._2.isPresent()) {
            state.put(change._1, new Timed(change._2.get(), time));
          } else {
            state.remove(change._1);
          }
        }
      }

      @Override
      public List<Object> records() {
        return List.of();
      }
    };
  }

  @Override
  public StateWalk walk(Map<String, Timed> state) {
    Iterator<String> keys = List.copyOf(state.keySet()).iterator();
    return log -> {
      while (keys.hasNext() && !log.isFull()) {
        String key = keys.next();
        Timed timed = state.get(key);
        if (timed != null) {
          log.put(key, timed.value(), timed.time());
        }
      }
      return !keys.hasNext();
    };
  }

  @Override
  public void restore(Map<String, Timed> state, KeyBlock keys) {
    for (int i = 0; i < keys.count(); i++) {
      state.put((String) keys.key(i), new Timed(keys.value(i), keys.time(i)));
    }
  }

  @Override
  public void remove(Map<String, Timed> state, Object key) {
    state.remove((String) key);
  }
}
