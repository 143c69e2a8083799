package dev.tidemill.streaming.dstream;

import static dev.tidemill.core.error.Arguments.requirePartitions;
import static dev.tidemill.core.error.Arguments.requirePositive;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.dstream.state.Mapping;
import dev.tidemill.dstream.state.StateLimit;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.StateSpec;
import java.util.Optional;

/** What a program has said of a {@code mapWithState}. */
public final class MappedState<K, V, S, M> extends StateSpec<K, V, S, M> {
  private static final long serialVersionUID = 1L;

  private final Object function;
  private final Mapping<K, V, S, M> mapping;
  private transient Optional<RDD<? extends Tuple2<K, S>>> initialState = Optional.empty();
  private transient Optional<Partitioner> partitioner = Optional.empty();
  private transient Optional<Duration> timeout = Optional.empty();
  private transient StateLimit limit = StateLimit.NONE;

  /**
   * @param function as the program has given it
   * @param mapping calls it
   */
  public MappedState(Object function, Mapping<K, V, S, M> mapping) {
    this.function = function;
    this.mapping = mapping;
  }

  @Override
  public StateSpec<K, V, S, M> initialState(RDD<? extends Tuple2<K, S>> rdd) {
    initialState = Optional.of(requireValue("StateSpec.initialState", "rdd", rdd));
    return this;
  }

  @Override
  public StateSpec<K, V, S, M> initialState(JavaPairRDD<K, S> javaPairRDD) {
    return initialState(requireValue("StateSpec.initialState", "javaPairRDD", javaPairRDD).rdd());
  }

  @Override
  public StateSpec<K, V, S, M> numPartitions(int numPartitions) {
    requirePartitions("StateSpec.numPartitions", "numPartitions", numPartitions);
    return partitioner(new HashPartitioner(numPartitions));
  }

  @Override
  public StateSpec<K, V, S, M> partitioner(Partitioner wanted) {
    partitioner = Optional.of(requireValue("StateSpec.partitioner", "partitioner", wanted));
    return this;
  }

  @Override
  public StateSpec<K, V, S, M> timeout(Duration idleDuration) {
    requireValue("StateSpec.timeout", "idleDuration", idleDuration);
    requirePositive(
        "StateSpec.timeout", "idleDuration (in milliseconds)", idleDuration.milliseconds());
    timeout = Optional.of(idleDuration);
    return this;
  }

  @Override
  public StateSpec<K, V, S, M> maxKeys(long keys) {
    requirePositive("StateSpec.maxKeys", "keys", keys);
    limit = new StateLimit(keys, limit.bytes(), limit.evicts());
    return this;
  }

  @Override
  public StateSpec<K, V, S, M> maxBytes(long bytes) {
    requirePositive("StateSpec.maxBytes", "bytes", bytes);
    limit = new StateLimit(limit.keys(), bytes, limit.evicts());
    return this;
  }

  @Override
  public StateSpec<K, V, S, M> evictOldest() {
    limit = new StateLimit(limit.keys(), limit.bytes(), true);
    return this;
  }

  /** As the program has given it. */
  public Object function() {
    return function;
  }

  public Mapping<K, V, S, M> mapping() {
    return mapping;
  }

  public Optional<RDD<? extends Tuple2<K, S>>> initialState() {
    return initialState;
  }

  public Optional<Partitioner> partitioner() {
    return partitioner;
  }

  public Optional<Duration> timeout() {
    return timeout;
  }

  public StateLimit limit() {
    return limit;
  }
}
