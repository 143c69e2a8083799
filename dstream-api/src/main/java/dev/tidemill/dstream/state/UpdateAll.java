package dev.tidemill.dstream.state;

import dev.tidemill.Tuple2;
import dev.tidemill.Tuple3;
import dev.tidemill.api.java.Optional;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.codec.Isolation.Copies;
import dev.tidemill.core.state.StateStore.Removal;
import dev.tidemill.core.state.StateStore.Stage;
import dev.tidemill.core.task.TaskFunctions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;

/**
 * As {@link UpdateState}, by a function that is given all keys of a partition at once and gives
 * back those that stay.
 */
public final class UpdateAll<K, V, S> extends KeyedOperator<K, S, Tuple2<K, S>> {
  private static final String NAME = "updateStateByKey";

  private final Function<Iterator<Tuple3<K, List<V>, Optional<S>>>, Iterator<Tuple2<K, S>>> update;

  public UpdateAll(
      Function<Iterator<Tuple3<K, List<V>, Optional<S>>>, Iterator<Tuple2<K, S>>> update,
      StateLimit limit,
      int partitions,
      Isolation isolation) {
    super(NAME, false, limit, partitions, isolation);
    this.update = update;
  }

  @Override
  List<Tuple2<K, S>> work(
      Stage<K, S> stage, long time, Iterator<Object> input, TaskFunctions functions)
      throws Exception {
    NewValues<V> values = NewValues.read(stage, input);
    List<K> others = new ArrayList<>();
    stage.eachOther(
        (key, value) -> {
          others.add(key);
          return value;
        });
    others.forEach(stage::entry);
    int given = values.entries() + others.size();
    BitSet stay = new BitSet(given);
    Copies copies = isolation().copies();
    Iterator<Tuple2<K, S>> after = functions.own(update).call(all(stage, values, given, copies));
    if (after == null) {
      throw new NullPointerException(
          NAME + ": the function returned null; return an iterator over the keys that stay.");
    }
    while (after.hasNext()) {
      Tuple2<K, S> pair = after.next();
      int entry = stage.entry(pair._1);
      requireGiven(entry < given);
      if (!stay.get(entry)) { // of several values for a key the first one counts
        stay.set(entry);
        keep(stage, entry, pair._2, copies);
      }
    }
    for (int entry = stay.nextClearBit(0); entry < given; entry = stay.nextClearBit(entry + 1)) {
      stage.remove(entry, Removal.ASKED);
    }
    return List.of();
  }

  private static <K, V, S> Iterator<Tuple3<K, List<V>, Optional<S>>> all(
      Stage<K, S> stage, NewValues<V> values, int count, Copies copies) {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < count;
      }

      @Override
      public Tuple3<K, List<V>, Optional<S>> next() {
        int entry = next++;
        return new Tuple3<>(
            copies.of(stage.key(entry)),
            values.of(entry),
            Optional.ofNullable(copies.of(stage.value(entry))));
      }
    };
  }

  private static void requireGiven(boolean isGiven) {
    if (!isGiven) {
      throw new IllegalStateException(
          NAME
              + ": the function gave back a key that it was not given in this partition; change keys"
              + " of the stream that comes out instead.");
    }
  }

  private static <K, S> void keep(Stage<K, S> stage, int entry, S value, Copies copies) {
    S before = stage.value(entry);
    if (before == null || !copies.same(before, value)) {
      stage.put(entry, value);
    }
  }
}
