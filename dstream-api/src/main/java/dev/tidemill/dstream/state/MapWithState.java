package dev.tidemill.dstream.state;

import dev.tidemill.api.java.Optional;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.codec.Isolation.Copies;
import dev.tidemill.core.state.StateStore.Removal;
import dev.tidemill.core.state.StateStore.Stage;
import dev.tidemill.core.task.TaskFunctions;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Calls a function for each pair of the stream, with the state of its key; then for each key that
 * had no data for too long, which goes after that. Other keys are not looked at.
 */
public final class MapWithState<K, V, S, M> extends KeyedOperator<K, S, M> {
  private final Mapping<K, V, S, M> mapping;
  private final java.util.Optional<Duration> timeout;
  // Null if keys may time out in every step.
  private volatile Set<Long> timeoutTimes;

  /**
   * @param timeout a key goes that had no data for longer than this
   */
  public MapWithState(
      Mapping<K, V, S, M> mapping,
      java.util.Optional<Duration> timeout,
      StateLimit limit,
      int partitions,
      Isolation isolation) {
    super("mapWithState", timeout.isPresent(), limit, partitions, isolation);
    this.mapping = mapping;
    this.timeout = timeout;
  }

  /**
   * Keys time out in these steps only.
   *
   * @param times thread-safe
   */
  public void timeOutOnlyAt(Set<Long> times) {
    timeoutTimes = times;
  }

  @Override
  List<M> work(Stage<K, S> stage, long time, Iterator<Object> input, TaskFunctions functions)
      throws Exception {
    Copies copies = isolation().copies();
    Mapping<K, V, S, M> own = functions.own(mapping);
    KeyState<S> state = new KeyState<>(stage, copies);
    List<M> out = new ArrayList<>();
    Time batch = new Time(time);
    try {
      map(own, stage, batch, input, state, out);
      if (timeout.isPresent() && (timeoutTimes == null || timeoutTimes.contains(time))) {
        timeOut(own, stage, batch, state, copies, out);
      }
    } finally {
      state.leave(); // a call that threw may have kept it
    }
    return out;
  }

  private void map(
      Mapping<K, V, S, M> own,
      Stage<K, S> stage,
      Time batch,
      Iterator<Object> input,
      KeyState<S> state,
      List<M> out)
      throws Exception {
    Blocks<K, V, S> blocks = new Blocks<>(stage, input, true);
    while (blocks.next()) {
      for (int i = blocks.first(); i < blocks.end(); i++) {
        int entry = blocks.entry(i);
        state.begin(entry, false);
        own.call(batch, blocks.key(i), Optional.ofNullable(blocks.value(i)), state, out);
        state.end();
        if (timeout.isPresent()) {
          stage.touch(entry);
        }
      }
    }
  }

  private void timeOut(
      Mapping<K, V, S, M> own,
      Stage<K, S> stage,
      Time batch,
      KeyState<S> state,
      Copies copies,
      List<M> out)
      throws Exception {
    long before = batch.minus(timeout.orElseThrow()).milliseconds();
    for (int entry = stage.nextIdle(before); entry >= 0; entry = stage.nextIdle(before)) {
      state.begin(entry, true);
      own.call(batch, copies.of(stage.key(entry)), Optional.empty(), state, out);
      state.end();
      stage.remove(entry, Removal.TIMED_OUT);
    }
  }
}
