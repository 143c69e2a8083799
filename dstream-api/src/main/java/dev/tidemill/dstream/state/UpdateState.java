package dev.tidemill.dstream.state;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.Optional;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.codec.Isolation.Copies;
import dev.tidemill.core.state.StateStore.Removal;
import dev.tidemill.core.state.StateStore.Stage;
import dev.tidemill.core.task.TaskFunctions;
import dev.tidemill.streaming.Time;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * Calls a function for each key that has a state or new values, which decides on the key's state.
 * The function is called for all keys, since that is its contract; what it leaves as it was is not
 * copied, put or written down.
 */
public final class UpdateState<K, V, S> extends KeyedOperator<K, S, Tuple2<K, S>> {
  private static final String NAME = "updateStateByKey";

  private final Update<K, V, S> update;

  public UpdateState(
      Update<K, V, S> update, StateLimit limit, int partitions, Isolation isolation) {
    super(NAME, false, limit, partitions, isolation);
    this.update = update;
  }

  @Override
  List<Tuple2<K, S>> work(
      Stage<K, S> stage, long time, Iterator<Object> input, TaskFunctions functions)
      throws Exception {
    Copies copies = isolation().copies();
    Time batch = new Time(time);
    Update<K, V, S> own = functions.own(update);
    NewValues<V> values = NewValues.read(stage, input);
    for (int entry = 0; entry < values.entries(); entry++) {
      boolean exists = stage.exists(entry);
      S before = stage.value(entry);
      S after = decide(own, batch, stage.key(entry), values.of(entry), before, copies);
      if (after == null) {
        stage.remove(entry, Removal.ASKED);
      } else if (!exists || after != before) {
        stage.put(entry, after);
      }
    }
    List<V> none = Collections.emptyList();
    stage.eachOther((key, before) -> decide(own, batch, key, none, before, copies));
    return List.of();
  }

  /** The state from now on: the same object if it is no other; null if there is none. */
  private S decide(Update<K, V, S> own, Time batch, K key, List<V> values, S before, Copies copies)
      throws Exception {
    S given = copies.of(before);
    Optional<S> after = own.call(batch, copies.of(key), values, Optional.ofNullable(given));
    if (after == null) {
      throw new NullPointerException(
          NAME + ": the function returned null for a key; return Optional.empty() to remove it.");
    }
    if (!after.isPresent()) {
      return null;
    }
    S value = after.get();
    return before != null && copies.same(before, value) ? before : value;
  }
}
