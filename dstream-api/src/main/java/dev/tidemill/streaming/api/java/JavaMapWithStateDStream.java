package dev.tidemill.streaming.api.java;

import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.dstream.DStream;
import dev.tidemill.streaming.dstream.MapWithStateDStream;

/**
 * What the function of {@code mapWithState} gives in each batch; see {@link
 * JavaPairDStream#mapWithState}.
 *
 * @param <K> keys
 * @param <V> values of the stream that comes in
 * @param <S> what is known of a key
 * @param <M> what the function gives
 */
public class JavaMapWithStateDStream<K, V, S, M> extends JavaDStream<M> {
  private static final long serialVersionUID = 1L;

  private final MapWithStateDStream<K, V, S, M> states;

  public JavaMapWithStateDStream(MapWithStateDStream<K, V, S, M> dstream) {
    super(dstream);
    this.states = dstream;
  }

  /**
   * All keys with what is known of them after each batch. A batch in which they are read costs
   * about as much as there are keys; where nobody reads them, nothing.
   */
  public JavaPairDStream<K, S> stateSnapshots() {
    return new JavaPairDStream<>(states.stateSnapshots());
  }

  /** Names this state, so that a changed program finds what was kept of it. */
  @Override
  public JavaMapWithStateDStream<K, V, S, M> name(String name) {
    super.name(name);
    return this;
  }

  /**
   * Accepted for the sake of programs that say it: what changes is written down with every batch,
   * if there is a checkpoint directory. With {@code tidemill.state.timeouts=atCheckpoints} it is
   * how often keys time out.
   */
  @Override
  public DStream<M> checkpoint(Duration interval) {
    return super.checkpoint(interval);
  }
}
