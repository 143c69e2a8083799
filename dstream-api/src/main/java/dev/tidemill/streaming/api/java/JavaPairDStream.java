package dev.tidemill.streaming.api.java;

import static dev.tidemill.core.error.Arguments.requireFunction;
import static dev.tidemill.core.error.Arguments.requirePair;
import static dev.tidemill.core.error.Arguments.requirePartitions;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Option;
import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.Tuple3;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.Optional;
import dev.tidemill.api.java.function.FlatMapFunction;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.api.java.function.Function4;
import dev.tidemill.core.hadoop.JobSettings;
import dev.tidemill.core.plan.Filtered;
import dev.tidemill.core.plan.FlatMapped;
import dev.tidemill.core.plan.JoinPlans;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.PairPlans;
import dev.tidemill.core.plan.PartitionPlans;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Plans;
import dev.tidemill.core.plan.ValuesOf;
import dev.tidemill.dstream.files.HadoopBatches;
import dev.tidemill.dstream.graph.WindowSpec;
import dev.tidemill.dstream.window.WindowState.Functions;
import dev.tidemill.rdd.RDD;
import dev.tidemill.storage.StorageLevel;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.StateSpec;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.States.Placed;
import dev.tidemill.streaming.dstream.CombinedDStreams;
import dev.tidemill.streaming.dstream.DStream;
import dev.tidemill.streaming.dstream.MappedState;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.OutputFormat;

/** A stream of keys with values. */
public class JavaPairDStream<K, V>
    extends AbstractJavaDStreamLike<Tuple2<K, V>, JavaPairDStream<K, V>, JavaPairRDD<K, V>> {
  private static final long serialVersionUID = 1L;

  public JavaPairDStream(DStream<Tuple2<K, V>> dstream) {
    super(dstream);
  }

  public static <K, V> JavaPairDStream<K, V> fromJavaDStream(JavaDStream<Tuple2<K, V>> dstream) {
    return new JavaPairDStream<>(dstream.dstream());
  }

  public JavaDStream<Tuple2<K, V>> toJavaDStream() {
    return new JavaDStream<>(dstream());
  }

  @Override
  public JavaPairRDD<K, V> wrapRDD(RDD<Tuple2<K, V>> rdd) {
    return new JavaPairRDD<>(rdd);
  }

  public JavaPairDStream<K, V> filter(Function<Tuple2<K, V>, Boolean> f) {
    requireFunction("filter", f);
    return new JavaPairDStream<>(
        dstream().derive("filter", plan -> new Filtered<>("filter", plan, f)));
  }

  /** The dataset of a time, or null; see {@link DStream#getOrCompute}. */
  public JavaPairRDD<K, V> compute(Time validTime) {
    Option<RDD<Tuple2<K, V>>> dataset =
        dstream().getOrCompute(requireValue("compute", "validTime", validTime));
    return dataset.isDefined() ? wrapRDD(dataset.get()) : null;
  }

  /** See {@link JavaDStream#cache}. */
  public JavaPairDStream<K, V> cache() {
    dstream().cache();
    return this;
  }

  /** The same as {@link #cache}. */
  public JavaPairDStream<K, V> persist() {
    dstream().persist();
    return this;
  }

  /** Names this stream; see {@link DStream#name}. */
  public JavaPairDStream<K, V> name(String name) {
    dstream().name(name);
    return this;
  }

  /** See {@link JavaDStream#persist(StorageLevel)}. */
  public JavaPairDStream<K, V> persist(StorageLevel storageLevel) {
    dstream().persist(storageLevel);
    return this;
  }

  /** Exactly this many partitions of about equal size, whatever the keys. Moves all pairs. */
  public JavaPairDStream<K, V> repartition(int numPartitions) {
    requirePartitions("repartition", "numPartitions", numPartitions);
    return new JavaPairDStream<>(
        CombinedDStreams.of(
            "repartition", dstream(), plan -> PartitionPlans.repartition(plan, numPartitions)));
  }

  /** See {@link DStream#window(Duration)}. */
  public JavaPairDStream<K, V> window(Duration windowDuration) {
    return new JavaPairDStream<>(dstream().window(windowDuration));
  }

  /** See {@link DStream#window(Duration, Duration)}. */
  public JavaPairDStream<K, V> window(Duration windowDuration, Duration slideDuration) {
    return new JavaPairDStream<>(dstream().window(windowDuration, slideDuration));
  }

  /** Keys stay where they are. */
  public <U> JavaPairDStream<K, U> mapValues(Function<V, U> f) {
    requireFunction("mapValues", f);
    Function<Tuple2<K, V>, Tuple2<K, U>> onValue =
        pair -> new Tuple2<>(requirePair("mapValues", pair)._1, f.call(pair._2));
    return new JavaPairDStream<>(
        dstream().derive("mapValues", plan -> new Mapped<>("mapValues", plan, onValue, true)));
  }

  /** Each value becomes none, one or many values of its key. Keys stay where they are. */
  public <U> JavaPairDStream<K, U> flatMapValues(FlatMapFunction<V, U> f) {
    requireFunction("flatMapValues", f);
    FlatMapFunction<Tuple2<K, V>, Tuple2<K, U>> onValue =
        pair -> ValuesOf.key(requirePair("flatMapValues", pair)._1, f.call(pair._2));
    return new JavaPairDStream<>(
        dstream()
            .derive(
                "flatMapValues", plan -> new FlatMapped<>("flatMapValues", plan, onValue, true)));
  }

  /** The pairs of both, batch by batch; see {@link JavaDStream#union}. */
  public JavaPairDStream<K, V> union(JavaPairDStream<K, V> that) {
    requireValue("union", "that", that);
    return new JavaPairDStream<>(CombinedDStreams.union(List.of(dstream(), that.dstream())));
  }

  // By key, batch by batch. All pairs of a key come into one partition: that of the partitioner, or
  // of one by hash with the given number of partitions, or the default parallelism. Nothing is
  // moved
  // if they are there already. Keys come in the order in which they are first met.

  private Partitioner hash(String operator, int numPartitions) {
    requirePartitions(operator, "numPartitions", numPartitions);
    return new HashPartitioner(numPartitions);
  }

  private Partitioner byDefault() {
    return new HashPartitioner(context().sparkContext().defaultParallelism());
  }

  public JavaPairDStream<K, V> reduceByKey(Function2<V, V, V> func) {
    return reduceByKey(func, byDefault());
  }

  public JavaPairDStream<K, V> reduceByKey(Function2<V, V, V> func, int numPartitions) {
    return reduceByKey(func, hash("reduceByKey", numPartitions));
  }

  /**
   * One value for each key.
   *
   * @param func associative; it gets values in the order of partitions and records
   */
  public JavaPairDStream<K, V> reduceByKey(Function2<V, V, V> func, Partitioner partitioner) {
    requireFunction("reduceByKey", func);
    requireValue("reduceByKey", "partitioner", partitioner);
    return new JavaPairDStream<>(
        dstream()
            .derive(
                "reduceByKey",
                plan ->
                    Plans.combineByKey(
                        "reduceByKey", plan, value -> value, func, func, partitioner)));
  }

  public <C> JavaPairDStream<K, C> combineByKey(
      Function<V, C> createCombiner,
      Function2<C, V, C> mergeValue,
      Function2<C, C, C> mergeCombiners,
      Partitioner partitioner) {
    return combineByKey(createCombiner, mergeValue, mergeCombiners, partitioner, true);
  }

  /**
   * One combiner for each key; see {@link JavaPairRDD#combineByKey}.
   *
   * @param mapSideCombine whether values are combined before they are moved; if not, {@code
   *     mergeCombiners} is not called
   */
  public <C> JavaPairDStream<K, C> combineByKey(
      Function<V, C> createCombiner,
      Function2<C, V, C> mergeValue,
      Function2<C, C, C> mergeCombiners,
      Partitioner partitioner,
      boolean mapSideCombine) {
    requireFunction("combineByKey", createCombiner);
    requireFunction("combineByKey", mergeValue);
    requireFunction("combineByKey", mergeCombiners);
    requireValue("combineByKey", "partitioner", partitioner);
    return new JavaPairDStream<>(
        dstream()
            .derive(
                "combineByKey",
                plan ->
                    mapSideCombine
                        ? Plans.combineByKey(
                            "combineByKey",
                            plan,
                            createCombiner,
                            mergeValue,
                            mergeCombiners,
                            partitioner)
                        : PairPlans.combineAfterExchange(
                            "combineByKey", plan, createCombiner, mergeValue, partitioner)));
  }

  public JavaPairDStream<K, Iterable<V>> groupByKey() {
    return groupByKey(byDefault());
  }

  public JavaPairDStream<K, Iterable<V>> groupByKey(int numPartitions) {
    return groupByKey(hash("groupByKey", numPartitions));
  }

  /** All values of each key. The groups of a partition are in memory at once. */
  public JavaPairDStream<K, Iterable<V>> groupByKey(Partitioner partitioner) {
    requireValue("groupByKey", "partitioner", partitioner);
    return new JavaPairDStream<>(
        dstream().derive("groupByKey", plan -> PairPlans.groupByKey(plan, partitioner)));
  }

  // With another stream, which must have the same slide and context. A batch in which one of them
  // has no dataset fails.

  @FunctionalInterface
  private interface With<K, V, W, R> {
    Plan<Tuple2<K, R>> of(
        Plan<Tuple2<K, V>> own, Plan<Tuple2<K, W>> other, Partitioner partitioner);
  }

  private <W, R> JavaPairDStream<K, R> with(
      String operator,
      JavaPairDStream<K, W> other,
      Partitioner partitioner,
      With<K, V, W, R> plans) {
    requireValue(operator, "other", other);
    requireValue(operator, "partitioner", partitioner);
    return new JavaPairDStream<>(
        CombinedDStreams.of(
            operator, dstream(), other.dstream(), (own, that) -> plans.of(own, that, partitioner)));
  }

  public <W> JavaPairDStream<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(
      JavaPairDStream<K, W> other) {
    return cogroup(other, byDefault());
  }

  public <W> JavaPairDStream<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(
      JavaPairDStream<K, W> other, int numPartitions) {
    return cogroup(other, hash("cogroup", numPartitions));
  }

  /** For each key of either stream, its values in each; an empty one where it has none. */
  public <W> JavaPairDStream<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(
      JavaPairDStream<K, W> other, Partitioner partitioner) {
    return with("cogroup", other, partitioner, JavaPairDStream::cogrouped);
  }

  private static <K, V, W> Plan<Tuple2<K, Tuple2<Iterable<V>, Iterable<W>>>> cogrouped(
      Plan<Tuple2<K, V>> own, Plan<Tuple2<K, W>> other, Partitioner partitioner) {
    return new Mapped<>(
        "cogroup",
        PairPlans.cogroup(List.of(own, other), partitioner),
        pair -> new Tuple2<>(pair._1, new Tuple2<>(pair._2.of(0), pair._2.of(1))),
        true);
  }

  public <W> JavaPairDStream<K, Tuple2<V, W>> join(JavaPairDStream<K, W> other) {
    return join(other, byDefault());
  }

  public <W> JavaPairDStream<K, Tuple2<V, W>> join(JavaPairDStream<K, W> other, int numPartitions) {
    return join(other, hash("join", numPartitions));
  }

  /** Every value of a key with every value it has in the other stream's batch. */
  public <W> JavaPairDStream<K, Tuple2<V, W>> join(
      JavaPairDStream<K, W> other, Partitioner partitioner) {
    return with("join", other, partitioner, JoinPlans::inner);
  }

  public <W> JavaPairDStream<K, Tuple2<V, Optional<W>>> leftOuterJoin(JavaPairDStream<K, W> other) {
    return leftOuterJoin(other, byDefault());
  }

  public <W> JavaPairDStream<K, Tuple2<V, Optional<W>>> leftOuterJoin(
      JavaPairDStream<K, W> other, int numPartitions) {
    return leftOuterJoin(other, hash("leftOuterJoin", numPartitions));
  }

  /** Like a join; a key that the other stream lacks has an empty partner. So has a null value. */
  public <W> JavaPairDStream<K, Tuple2<V, Optional<W>>> leftOuterJoin(
      JavaPairDStream<K, W> other, Partitioner partitioner) {
    return with("leftOuterJoin", other, partitioner, JoinPlans::leftOuter);
  }

  public <W> JavaPairDStream<K, Tuple2<Optional<V>, W>> rightOuterJoin(
      JavaPairDStream<K, W> other) {
    return rightOuterJoin(other, byDefault());
  }

  public <W> JavaPairDStream<K, Tuple2<Optional<V>, W>> rightOuterJoin(
      JavaPairDStream<K, W> other, int numPartitions) {
    return rightOuterJoin(other, hash("rightOuterJoin", numPartitions));
  }

  /** Like a join; a key that this stream lacks has an empty partner. So has a null value. */
  public <W> JavaPairDStream<K, Tuple2<Optional<V>, W>> rightOuterJoin(
      JavaPairDStream<K, W> other, Partitioner partitioner) {
    return with("rightOuterJoin", other, partitioner, JoinPlans::rightOuter);
  }

  public <W> JavaPairDStream<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(
      JavaPairDStream<K, W> other) {
    return fullOuterJoin(other, byDefault());
  }

  public <W> JavaPairDStream<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(
      JavaPairDStream<K, W> other, int numPartitions) {
    return fullOuterJoin(other, hash("fullOuterJoin", numPartitions));
  }

  /** Every key of either stream; the side that lacks it is empty. So is a null value. */
  public <W> JavaPairDStream<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(
      JavaPairDStream<K, W> other, Partitioner partitioner) {
    return with("fullOuterJoin", other, partitioner, JoinPlans::fullOuter);
  }

  // Windows. Both durations are multiples of this stream's slide; the first windows are short.

  public JavaPairDStream<K, V> reduceByKeyAndWindow(
      Function2<V, V, V> reduceFunc, Duration windowDuration) {
    return reduceByKeyAndWindow(reduceFunc, windowDuration, dstream().slideDuration());
  }

  public JavaPairDStream<K, V> reduceByKeyAndWindow(
      Function2<V, V, V> reduceFunc, Duration windowDuration, Duration slideDuration) {
    return reduceByKeyAndWindow(reduceFunc, windowDuration, slideDuration, byDefault());
  }

  public JavaPairDStream<K, V> reduceByKeyAndWindow(
      Function2<V, V, V> reduceFunc,
      Duration windowDuration,
      Duration slideDuration,
      int numPartitions) {
    requirePartitions("reduceByKeyAndWindow", "numPartitions", numPartitions);
    return reduceByKeyAndWindow(
        reduceFunc, windowDuration, slideDuration, new HashPartitioner(numPartitions));
  }

  /**
   * One value for each key of the last {@code windowDuration}, every {@code slideDuration}. A slide
   * calls the function for the keys that come and go, at most three times for one that comes and
   * once for one that goes, however long the window is; all other keys keep their value.
   *
   * @param reduceFunc associative; the older value comes first
   */
  public JavaPairDStream<K, V> reduceByKeyAndWindow(
      Function2<V, V, V> reduceFunc,
      Duration windowDuration,
      Duration slideDuration,
      Partitioner partitioner) {
    requireFunction("reduceByKeyAndWindow", reduceFunc);
    return reducedWindow(windowDuration, slideDuration, partitioner, Windows.functions(reduceFunc));
  }

  public JavaPairDStream<K, V> reduceByKeyAndWindow(
      Function2<V, V, V> reduceFunc,
      Function2<V, V, V> invReduceFunc,
      Duration windowDuration,
      Duration slideDuration) {
    requireFunction("reduceByKeyAndWindow", reduceFunc);
    requireFunction("reduceByKeyAndWindow", invReduceFunc);
    return reducedWindow(
        windowDuration, slideDuration, byDefault(), Windows.functions(reduceFunc, invReduceFunc));
  }

  public JavaPairDStream<K, V> reduceByKeyAndWindow(
      Function2<V, V, V> reduceFunc,
      Function2<V, V, V> invReduceFunc,
      Duration windowDuration,
      Duration slideDuration,
      int numPartitions,
      Function<Tuple2<K, V>, Boolean> filterFunc) {
    requirePartitions("reduceByKeyAndWindow", "numPartitions", numPartitions);
    return reduceByKeyAndWindow(
        reduceFunc,
        invReduceFunc,
        windowDuration,
        slideDuration,
        new HashPartitioner(numPartitions),
        filterFunc);
  }

  /**
   * As {@link #reduceByKeyAndWindow(Function2, Duration, Duration, Partitioner)}; what leaves the
   * window is taken out by the inverse function. A key stays with the value that is left, 0 say,
   * until the filter refuses it.
   */
  public JavaPairDStream<K, V> reduceByKeyAndWindow(
      Function2<V, V, V> reduceFunc,
      Function2<V, V, V> invReduceFunc,
      Duration windowDuration,
      Duration slideDuration,
      Partitioner partitioner,
      Function<Tuple2<K, V>, Boolean> filterFunc) {
    requireFunction("reduceByKeyAndWindow", reduceFunc);
    requireFunction("reduceByKeyAndWindow", invReduceFunc);
    requireFunction("reduceByKeyAndWindow", filterFunc);
    return reducedWindow(
        windowDuration,
        slideDuration,
        partitioner,
        Windows.functions(reduceFunc, invReduceFunc, filterFunc));
  }

  private JavaPairDStream<K, V> reducedWindow(
      Duration window, Duration slide, Partitioner partitioner, Functions<K, V> functions) {
    String operator = "reduceByKeyAndWindow";
    requireValue(operator, "partitioner", partitioner);
    WindowSpec spec = WindowSpec.of(operator, dstream().node(), window, slide);
    return new JavaPairDStream<>(
        Windows.reduced(operator, dstream(), spec, partitioner, functions));
  }

  public JavaPairDStream<K, Iterable<V>> groupByKeyAndWindow(Duration windowDuration) {
    return groupByKeyAndWindow(windowDuration, dstream().slideDuration());
  }

  public JavaPairDStream<K, Iterable<V>> groupByKeyAndWindow(
      Duration windowDuration, Duration slideDuration) {
    return groupByKeyAndWindow(windowDuration, slideDuration, byDefault());
  }

  public JavaPairDStream<K, Iterable<V>> groupByKeyAndWindow(
      Duration windowDuration, Duration slideDuration, int numPartitions) {
    requirePartitions("groupByKeyAndWindow", "numPartitions", numPartitions);
    return groupByKeyAndWindow(windowDuration, slideDuration, new HashPartitioner(numPartitions));
  }

  /** The values of each key of each window, the older ones first. */
  public JavaPairDStream<K, Iterable<V>> groupByKeyAndWindow(
      Duration windowDuration, Duration slideDuration, Partitioner partitioner) {
    requireValue("groupByKeyAndWindow", "partitioner", partitioner);
    WindowSpec spec =
        WindowSpec.of("groupByKeyAndWindow", dstream().node(), windowDuration, slideDuration);
    return new JavaPairDStream<>(Windows.grouped(dstream(), spec, partitioner));
  }

  // States. They live from batch to batch, and, with a checkpoint directory, from process to
  // process; what they hold is found again by the name of the stream.

  /**
   * Calls a function for each pair, with what is known of its key. A batch costs as much as it has
   * pairs, however many keys there are.
   *
   * @return what the function gives
   */
  public <S, M> JavaMapWithStateDStream<K, V, S, M> mapWithState(StateSpec<K, V, S, M> spec) {
    requireValue("mapWithState", "spec", spec);
    if (!(spec instanceof MappedState<K, V, S, M> mapped)) {
      throw new IllegalArgumentException(
          "mapWithState: the spec is a " + spec.getClass().getName() + "; use StateSpec.function.");
    }
    return new JavaMapWithStateDStream<>(States.mapped(dstream(), mapped));
  }

  public <S> JavaPairDStream<K, S> updateStateByKey(
      Function2<List<V>, Optional<S>, Optional<S>> updateFunc) {
    return updateStateByKey(updateFunc, byDefault());
  }

  public <S> JavaPairDStream<K, S> updateStateByKey(
      Function2<List<V>, Optional<S>, Optional<S>> updateFunc, int numPartitions) {
    return updateStateByKey(updateFunc, hash("updateStateByKey", numPartitions));
  }

  /**
   * All keys with their states after each batch. The function is called in every batch for every
   * key that has a state or new values; what it leaves as it was costs little more than the call.
   *
   * @param updateFunc is given the new values of a key, in the order of records, and its state if
   *     it has one; returns the new state, or empty to remove the key
   */
  public <S> JavaPairDStream<K, S> updateStateByKey(
      Function2<List<V>, Optional<S>, Optional<S>> updateFunc, Partitioner partitioner) {
    requireFunction("updateStateByKey", updateFunc);
    return States.updated(
        dstream(),
        updateFunc,
        (time, key, values, state) -> updateFunc.call(values, state),
        new Placed<>(partitioner, true, java.util.Optional.empty()));
  }

  /**
   * As above.
   *
   * @param initialRDD what the state begins with, once: where a checkpoint has restored it, it is
   *     ignored
   */
  public <S> JavaPairDStream<K, S> updateStateByKey(
      Function2<List<V>, Optional<S>, Optional<S>> updateFunc,
      Partitioner partitioner,
      JavaPairRDD<K, S> initialRDD) {
    requireFunction("updateStateByKey", updateFunc);
    requireValue("updateStateByKey", "initialRDD", initialRDD);
    return States.updated(
        dstream(),
        updateFunc,
        (time, key, values, state) -> updateFunc.call(values, state),
        new Placed<>(partitioner, true, java.util.Optional.of(initialRDD.rdd())));
  }

  /**
   * As above, with the time of the batch and the key.
   *
   * @param rememberPartitioner whether what is made of this stream knows how its keys are placed
   * @param initialRDD null for none
   */
  public <S> JavaPairDStream<K, S> updateStateByKey(
      Function4<Time, K, List<V>, Optional<S>, Optional<S>> updateFunc,
      Partitioner partitioner,
      boolean rememberPartitioner,
      JavaPairRDD<K, S> initialRDD) {
    requireFunction("updateStateByKey", updateFunc);
    return States.updated(
        dstream(),
        updateFunc,
        updateFunc::call,
        new Placed<>(partitioner, rememberPartitioner, rdd(initialRDD)));
  }

  /**
   * As above, by a function that is given all keys of a partition at once.
   *
   * @param updateFunc is given each key with its new values and its state; returns those that stay,
   *     with their new states, in any order
   * @param initialRDD null for none
   */
  public <S> JavaPairDStream<K, S> updateStateByKey(
      Function<Iterator<Tuple3<K, List<V>, Optional<S>>>, Iterator<Tuple2<K, S>>> updateFunc,
      Partitioner partitioner,
      boolean rememberPartitioner,
      JavaPairRDD<K, S> initialRDD) {
    requireFunction("updateStateByKey", updateFunc);
    return States.updatedAtOnce(
        dstream(), updateFunc, new Placed<>(partitioner, rememberPartitioner, rdd(initialRDD)));
  }

  private static <K, S> java.util.Optional<RDD<Tuple2<K, S>>> rdd(JavaPairRDD<K, S> pairs) {
    return java.util.Optional.ofNullable(pairs).map(JavaPairRDD::rdd);
  }

  // Outputs by formats of Hadoop.
  // invariant: nothing here takes one of Hadoop's types for another one; see JavaPairRDD.

  /** Always refused: without a format nothing can be written. */
  public void saveAsHadoopFiles(String prefix, String suffix) {
    throw withoutFormat("saveAsHadoopFiles");
  }

  public <F extends OutputFormat<?, ?>> void saveAsHadoopFiles(
      String prefix,
      String suffix,
      Class<?> keyClass,
      Class<?> valueClass,
      Class<F> outputFormatClass) {
    JobConf conf = JobSettings.copy("saveAsHadoopFiles", hadoopConfiguration());
    saveAsHadoopFiles(prefix, suffix, keyClass, valueClass, outputFormatClass, conf);
  }

  /**
   * Writes each batch as a directory, {@code prefix-TIME.suffix} with the batch's time in
   * milliseconds, by a format of the older API ({@code org.apache.hadoop.mapred}); see {@link
   * HadoopBatches}.
   *
   * @param prefix as Hadoop reads paths: without a scheme it is on its default file system, which
   *     is the local disk unless {@code fs.defaultFS} says otherwise; may be null or empty
   * @param suffix may be null or empty
   * @param conf Hadoop's settings for this output; copied
   * @throws IllegalArgumentException if another output has this prefix and suffix, or nothing
   *     serves the file system
   */
  public <F extends OutputFormat<?, ?>> void saveAsHadoopFiles(
      String prefix,
      String suffix,
      Class<?> keyClass,
      Class<?> valueClass,
      Class<F> outputFormatClass,
      JobConf conf) {
    save(HadoopBatches.older(prefix, suffix, keyClass, valueClass, outputFormatClass, conf));
  }

  /** Always refused: without a format nothing can be written. */
  public void saveAsNewAPIHadoopFiles(String prefix, String suffix) {
    throw withoutFormat("saveAsNewAPIHadoopFiles");
  }

  public <F extends org.apache.hadoop.mapreduce.OutputFormat<?, ?>> void saveAsNewAPIHadoopFiles(
      String prefix,
      String suffix,
      Class<?> keyClass,
      Class<?> valueClass,
      Class<F> outputFormatClass) {
    saveAsNewAPIHadoopFiles(
        prefix, suffix, keyClass, valueClass, outputFormatClass, hadoopConfiguration());
  }

  /**
   * As {@link #saveAsHadoopFiles(String, String, Class, Class, Class, JobConf)}, by a format of the
   * newer API ({@code org.apache.hadoop.mapreduce}).
   */
  public <F extends org.apache.hadoop.mapreduce.OutputFormat<?, ?>> void saveAsNewAPIHadoopFiles(
      String prefix,
      String suffix,
      Class<?> keyClass,
      Class<?> valueClass,
      Class<F> outputFormatClass,
      Configuration conf) {
    save(HadoopBatches.newer(prefix, suffix, keyClass, valueClass, outputFormatClass, conf));
  }

  private void save(HadoopBatches batches) {
    batches.requireServed();
    DStream<Tuple2<K, V>> stream = dstream();
    stream.graph().claim(batches.operation(), batches.pattern());
    stream
        .graph()
        .addOutput(
            batches.operation(),
            stream.node(),
            (plan, time) -> batches.save(stream.dataset(plan, time), time));
  }

  private Configuration hadoopConfiguration() {
    return dstream().ssc().sparkContext().hadoopConfiguration();
  }

  private static UnsupportedOperationException withoutFormat(String call) {
    return new UnsupportedOperationException(
        call
            + ": without an output format nothing can be written; use "
            + call
            + "(prefix, suffix, keyClass, valueClass, outputFormatClass).");
  }
}
