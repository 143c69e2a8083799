package dev.tidemill.streaming.dstream;

import dev.tidemill.Tuple2;
import dev.tidemill.dstream.graph.KeyedStateNode;
import dev.tidemill.dstream.graph.StateSnapshotNode;
import dev.tidemill.streaming.StreamingContext;

/** What the function of {@code mapWithState} gives in each batch. */
public final class MapWithStateDStream<K, V, S, M> extends DStream<M> {
  private final KeyedStateNode<K, V, M> state;

  /** For the engine's own modules. */
  public MapWithStateDStream(StreamingContext context, KeyedStateNode<K, V, M> state) {
    super(context, state);
    this.state = state;
  }

  /** All keys with their values after each batch. */
  public DStream<Tuple2<K, S>> stateSnapshots() {
    return new DStream<>(context(), new StateSnapshotNode<K, S, M>(state));
  }
}
