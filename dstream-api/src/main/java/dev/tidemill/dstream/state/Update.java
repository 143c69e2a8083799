package dev.tidemill.dstream.state;

import dev.tidemill.api.java.Optional;
import dev.tidemill.streaming.Time;
import java.io.Serializable;
import java.util.List;

/** What {@code updateStateByKey} makes of the new values of a key and of its state. */
@FunctionalInterface
public interface Update<K, V, S> extends Serializable {
  Optional<S> call(Time time, K key, List<V> values, Optional<S> state) throws Exception;
}
