package dev.tidemill.dstream.state;

import dev.tidemill.api.java.Optional;
import dev.tidemill.streaming.State;
import dev.tidemill.streaming.Time;
import java.io.Serializable;
import java.util.List;

/** What {@code mapWithState} does with a key and a value of the stream. */
@FunctionalInterface
public interface Mapping<K, V, S, M> extends Serializable {
  /**
   * @param value empty if the state is timing out
   * @param out takes what the call gives
   */
  void call(Time time, K key, Optional<V> value, State<S> state, List<? super M> out)
      throws Exception;
}
