package dev.tidemill.dstream.window;

import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.codec.Isolation.Copies;
import dev.tidemill.core.plan.LiveState;
import dev.tidemill.core.plan.StagedStep;
import dev.tidemill.core.plan.StateOperator;
import dev.tidemill.core.plan.TaskScope;
import dev.tidemill.core.state.KeyBlock;
import dev.tidemill.core.state.StateWalk;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A window over keys with values as a state that lives through the batches. A step takes the panes
 * that have come since the one before, in order, and gives every key of the window with what its
 * values combine to, the older ones first.
 *
 * <p>Without an inverse function a key costs at most three combinations for each pane of it that
 * enters and one for each step in which panes of it leave, whatever the length of the window
 * ({@link TwoStacks}). With one, one or two for each step that touches it ({@link Invertible}).
 */
public final class WindowState<K, V>
    implements StateOperator<WindowTable<K, V>, InPane<K, V>, Tuple2<K, V>> {
  /**
   * How values are combined.
   *
   * @param combine associative; the older value first
   * @param inverse takes the older, second value out of the first; none if there is no such
   *     function
   * @param filter which keys stay, with an inverse function
   */
  public record Functions<K, V>(
      Function2<V, V, V> combine,
      Optional<Function2<V, V, V>> inverse,
      Optional<Function<Tuple2<K, V>, Boolean>> filter) {
    public List<Object> all() {
      List<Object> all = new ArrayList<>(List.of(combine));
      inverse.ifPresent(all::add);
      filter.ifPresent(all::add);
      return all;
    }
  }

  private final Functions<K, V> functions;
  private final long window;
  private final int panes;
  private final Isolation isolation;

  private WindowState(Functions<K, V> functions, long window, int panes, Isolation isolation) {
    this.functions = functions;
    this.window = window;
    this.panes = panes;
    this.isolation = isolation;
  }

  /**
   * @param window in milliseconds
   * @param panes how many there are in a window
   * @param isolation functions may change what they are given, and the window keeps it: decides
   *     what they get
   */
  public static <K, V> LiveState<?, InPane<K, V>, Tuple2<K, V>> over(
      Partitioner partitioner,
      Functions<K, V> functions,
      long window,
      int panes,
      Isolation isolation) {
    return new LiveState<>(
        partitioner, new WindowState<>(functions, window, panes, isolation), isolation);
  }

  @Override
  public WindowTable<K, V> initial() {
    // One for each partition: copies are made by one thread at a time.
    Copies copies = isolation.copies();
    Combine<V> combine =
        (older, newer) -> functions.combine().call(copies.of(older), copies.of(newer));
    if (functions.inverse().isEmpty()) {
      return new WindowTable<>(key -> new TwoStacks<>(combine, firstMove(key)));
    }
    Function2<V, V, V> inverse = functions.inverse().get();
    Combine<V> takeOut = (all, older) -> inverse.call(copies.of(all), copies.of(older));
    return new WindowTable<>(
        key -> new Invertible<>(combine, takeOut, value -> keeps(key, value, copies)));
  }

  private boolean keeps(K key, V value, Copies copies) throws Exception {
    return functions.filter().isEmpty()
        || functions.filter().get().call(copies.of(new Tuple2<>(key, value)));
  }

  private int firstMove(K key) {
    int hash = key == null ? 0 : key.hashCode() * 0x9e3779b9;
    return 1 + Math.floorMod(hash ^ (hash >>> 16), Math.max(1, panes));
  }

  @Override
  public StagedStep<Tuple2<K, V>> step(
      WindowTable<K, V> state, long time, Iterator<InPane<K, V>> input, TaskScope scope)
      throws Exception {
    return state.step(time - window, input);
  }

  @Override
  public StateWalk walk(WindowTable<K, V> state) {
    return state.walk();
  }

  @Override
  @SuppressWarnings("unchecked") // Java erases types; what does not fit fails the first step
  public void restore(WindowTable<K, V> state, KeyBlock keys) throws Exception {
    for (int i = 0; i < keys.count(); i++) {
      state.restore((K) keys.key(i), (V) keys.value(i));
    }
  }

  @Override
  @SuppressWarnings("unchecked") // as above
  public void remove(WindowTable<K, V> state, Object key) {
    state.remove((K) key);
  }

  @Override
  public void restored(WindowTable<K, V> state, long time) {
    state.restored(time);
  }
}
