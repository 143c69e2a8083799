package dev.tidemill.streaming;

import static dev.tidemill.core.error.Arguments.requireFunction;

import dev.tidemill.Partitioner;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.Optional;
import dev.tidemill.api.java.function.Function3;
import dev.tidemill.api.java.function.Function4;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.dstream.MappedState;
import java.io.Serializable;

/**
 * What {@code mapWithState} does, and how. Made by one of the {@code function} forms; the other
 * methods change it and return it.
 *
 * <p>The function is called for each pair of the stream, in the order of records within the
 * partition, each call with the state as the one before has left it. Keys without data are not
 * looked at.
 *
 * @param <K> keys
 * @param <V> values of the stream
 * @param <S> what is known of a key
 * @param <M> what the function gives
 */
public abstract class StateSpec<K, V, S, M> implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * The state begins with these, once: where a checkpoint has restored it, they are ignored. They
   * count as touched in the first batch. Of several values for a key the last one counts.
   */
  public abstract StateSpec<K, V, S, M> initialState(RDD<? extends dev.tidemill.Tuple2<K, S>> rdd);

  /** As {@link #initialState(RDD)}. */
  public abstract StateSpec<K, V, S, M> initialState(JavaPairRDD<K, S> javaPairRDD);

  /** The state has this many partitions, by hash of the keys. Replaces {@link #partitioner}. */
  public abstract StateSpec<K, V, S, M> numPartitions(int numPartitions);

  /** How keys are placed; by default by hash, in as many partitions as the default parallelism. */
  public abstract StateSpec<K, V, S, M> partitioner(Partitioner partitioner);

  /**
   * A key that has no data for longer than this goes. In the first batch of which that is true, the
   * function is called once more for it, without a value and with {@link State#isTimingOut}.
   *
   * @param idleDuration counted in times of batches; a key with data in a batch does not time out
   *     in it
   */
  public abstract StateSpec<K, V, S, M> timeout(Duration idleDuration);

  /**
   * The state may have this many keys. Each partition has its share; if one would have more, its
   * batch fails, unless {@link #evictOldest} has been called.
   */
  public abstract StateSpec<K, V, S, M> maxKeys(long keys);

  /** As {@link #maxKeys}, by an estimate of the heap that keys and values take. */
  public abstract StateSpec<K, V, S, M> maxBytes(long bytes);

  /**
   * Where the state would have more than it may, the keys that had no data for longest go. The
   * function is not told.
   */
  public abstract StateSpec<K, V, S, M> evictOldest();

  /**
   * @param mappingFunction is given the key, the value (empty if the key is timing out) and the
   *     state; what it returns is a record of the stream, null too
   */
  public static <K, V, S, M> StateSpec<K, V, S, M> function(
      Function3<K, Optional<V>, State<S>, M> mappingFunction) {
    requireFunction("StateSpec.function", mappingFunction);
    return new MappedState<>(
        mappingFunction,
        (time, key, value, state, out) -> out.add(mappingFunction.call(key, value, state)));
  }

  /**
   * @param mappingFunction is given the batch's time, too; what it returns is a record of the
   *     stream unless it is empty
   */
  public static <K, V, S, M> StateSpec<K, V, S, M> function(
      Function4<Time, K, Optional<V>, State<S>, Optional<M>> mappingFunction) {
    requireFunction("StateSpec.function", mappingFunction);
    return new MappedState<>(
        mappingFunction,
        (time, key, value, state, out) -> {
          Optional<M> mapped = mappingFunction.call(time, key, value, state);
          if (mapped == null) {
            throw new NullPointerException(
                "mapWithState: the function returned null; return Optional.empty() for nothing.");
          }
          if (mapped.isPresent()) {
            out.add(mapped.get());
          }
        });
  }
}
