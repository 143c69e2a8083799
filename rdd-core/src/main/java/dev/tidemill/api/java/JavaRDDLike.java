package dev.tidemill.api.java;

import static dev.tidemill.core.error.Arguments.requireFunction;
import static dev.tidemill.core.error.Arguments.requireNotNegative;
import static dev.tidemill.core.error.Arguments.requirePartitions;
import static dev.tidemill.core.error.Arguments.requirePositive;
import static dev.tidemill.core.error.Arguments.requireText;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Option;
import dev.tidemill.Partition;
import dev.tidemill.Partitioner;
import dev.tidemill.SparkContext;
import dev.tidemill.TaskContext;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.DoubleFlatMapFunction;
import dev.tidemill.api.java.function.DoubleFunction;
import dev.tidemill.api.java.function.FlatMapFunction;
import dev.tidemill.api.java.function.FlatMapFunction2;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.api.java.function.PairFlatMapFunction;
import dev.tidemill.api.java.function.PairFunction;
import dev.tidemill.api.java.function.VoidFunction;
import dev.tidemill.core.closure.DriverSide;
import dev.tidemill.core.conf.HadoopSettings;
import dev.tidemill.core.output.CompressedParts;
import dev.tidemill.core.output.ObjectParts;
import dev.tidemill.core.output.TextParts;
import dev.tidemill.core.pipe.PipeCommand;
import dev.tidemill.core.pipe.PipePlans;
import dev.tidemill.core.plan.FlatMapped;
import dev.tidemill.core.plan.IndexPlans;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.NarrowPlans;
import dev.tidemill.core.plan.PairPlans;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.partial.BoundedDouble;
import dev.tidemill.partial.PartialResult;
import dev.tidemill.rdd.Actions;
import dev.tidemill.rdd.Aggregations;
import dev.tidemill.rdd.Approximations;
import dev.tidemill.rdd.FileOutput;
import dev.tidemill.rdd.Orderings;
import dev.tidemill.rdd.PartitionByPartition;
import dev.tidemill.rdd.RDD;
import dev.tidemill.rdd.Samples;
import dev.tidemill.storage.StorageLevel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.apache.hadoop.io.compress.CompressionCodec;

/**
 * What all dataset types share. Transformations describe a new dataset and run nothing; actions
 * (collect, count, ...) run it in the calling thread and the engine's, and throw what a task threw
 * as the cause of a {@link dev.tidemill.SparkException}, undeclared as in the legacy API.
 *
 * @param <T> type of the records
 * @param <This> the dataset type itself
 */
@DriverSide(what = "a dataset", remedy = RDD.INSIDE_A_FUNCTION)
public interface JavaRDDLike<T, This extends JavaRDDLike<T, This>> extends Serializable {
  /** A dataset of the same type over other data. */
  This wrapRDD(RDD<T> rdd);

  RDD<T> rdd();

  default SparkContext context() {
    return rdd().context();
  }

  /** Unique within the context; see {@link RDD#id}. */
  default int id() {
    return rdd().id();
  }

  /** Null until it is set. */
  default String name() {
    return rdd().name();
  }

  /** How it is made, as an indented picture; for people. Runs nothing. */
  default String toDebugString() {
    return rdd().toDebugString();
  }

  /** {@code NONE} if nothing is kept. */
  default StorageLevel getStorageLevel() {
    return rdd().getStorageLevel();
  }

  /** See {@link RDD#checkpoint}. */
  default void checkpoint() {
    rdd().checkpoint();
  }

  default boolean isCheckpointed() {
    return rdd().isCheckpointed();
  }

  /** The directory it was written to, if it was. */
  default Optional<String> getCheckpointFile() {
    Option<String> file = rdd().getCheckpointFile();
    return file.isDefined() ? Optional.of(file.get()) : Optional.empty();
  }

  default int getNumPartitions() {
    return rdd().getNumPartitions();
  }

  /** One for each partition. */
  default List<Partition> partitions() {
    return List.of(rdd().partitions());
  }

  /** How keys are placed, if that is known. */
  default Optional<Partitioner> partitioner() {
    return Optional.ofNullable(rdd().plan().partitioner().orElse(null));
  }

  default <R> JavaRDD<R> map(Function<T, R> f) {
    requireFunction("map", f);
    return over(new Mapped<>("map", rdd().plan(), f, false));
  }

  default <K2, V2> JavaPairRDD<K2, V2> mapToPair(PairFunction<T, K2, V2> f) {
    requireFunction("mapToPair", f);
    return pairs(new Mapped<>("mapToPair", rdd().plan(), f, false));
  }

  default JavaDoubleRDD mapToDouble(DoubleFunction<T> f) {
    requireFunction("mapToDouble", f);
    return numbers(new Mapped<>("mapToDouble", rdd().plan(), f::call, false));
  }

  default <U> JavaRDD<U> flatMap(FlatMapFunction<T, U> f) {
    requireFunction("flatMap", f);
    return over(new FlatMapped<>("flatMap", rdd().plan(), f, false));
  }

  default <K2, V2> JavaPairRDD<K2, V2> flatMapToPair(PairFlatMapFunction<T, K2, V2> f) {
    requireFunction("flatMapToPair", f);
    return pairs(new FlatMapped<>("flatMapToPair", rdd().plan(), f, false));
  }

  default JavaDoubleRDD flatMapToDouble(DoubleFlatMapFunction<T> f) {
    requireFunction("flatMapToDouble", f);
    return numbers(new FlatMapped<>("flatMapToDouble", rdd().plan(), f, false));
  }

  /** The function gets an iterator that makes records as it asks for them, and may end early. */
  default <U> JavaRDD<U> mapPartitions(FlatMapFunction<Iterator<T>, U> f) {
    requireFunction("mapPartitions", f);
    return mapPartitions(f, false);
  }

  default <K2, V2> JavaPairRDD<K2, V2> mapPartitionsToPair(
      PairFlatMapFunction<Iterator<T>, K2, V2> f) {
    requireFunction("mapPartitionsToPair", f);
    return mapPartitionsToPair(f, false);
  }

  /**
   * @param preservesPartitioning whether every record keeps the key of the one it was made from, so
   *     that the partitioner still tells where keys are
   */
  default <U> JavaRDD<U> mapPartitions(
      FlatMapFunction<Iterator<T>, U> f, boolean preservesPartitioning) {
    requireFunction("mapPartitions", f);
    return over(NarrowPlans.mapPartitions(rdd().plan(), f, preservesPartitioning));
  }

  /** See {@link #mapPartitions(FlatMapFunction, boolean)}. */
  default <K2, V2> JavaPairRDD<K2, V2> mapPartitionsToPair(
      PairFlatMapFunction<Iterator<T>, K2, V2> f, boolean preservesPartitioning) {
    requireFunction("mapPartitionsToPair", f);
    return pairs(NarrowPlans.mapPartitions(rdd().plan(), f, preservesPartitioning));
  }

  default JavaDoubleRDD mapPartitionsToDouble(DoubleFlatMapFunction<Iterator<T>> f) {
    requireFunction("mapPartitionsToDouble", f);
    return mapPartitionsToDouble(f, false);
  }

  /** See {@link #mapPartitions(FlatMapFunction, boolean)}. */
  default JavaDoubleRDD mapPartitionsToDouble(
      DoubleFlatMapFunction<Iterator<T>> f, boolean preservesPartitioning) {
    requireFunction("mapPartitionsToDouble", f);
    return numbers(NarrowPlans.mapPartitions(rdd().plan(), f, preservesPartitioning));
  }

  /** As {@link #mapPartitions(FlatMapFunction, boolean)}, with the partition's number. */
  default <R> JavaRDD<R> mapPartitionsWithIndex(
      Function2<Integer, Iterator<T>, Iterator<R>> f, boolean preservesPartitioning) {
    requireFunction("mapPartitionsWithIndex", f);
    return over(
        NarrowPlans.mapPartitionsWithIndex(
            "mapPartitionsWithIndex", rdd().plan(), f, preservesPartitioning));
  }

  /** Every partition as one list, which has to fit the memory. */
  default JavaRDD<List<T>> glom() {
    return over(NarrowPlans.glom(rdd().plan()));
  }

  /** Every record with the key that the function finds for it. */
  default <U> JavaPairRDD<U, T> keyBy(Function<T, U> f) {
    requireFunction("keyBy", f);
    return mapToPair(record -> new Tuple2<>(f.call(record), record));
  }

  /** As {@link #groupBy(Function, int)}, with as many partitions as the context's default. */
  default <U> JavaPairRDD<U, Iterable<T>> groupBy(Function<T, U> f) {
    return groupBy(f, context().defaultParallelism());
  }

  /**
   * The records of every key, in the order of the partitions and of the records in them. The
   * records of one key have to fit the memory; to make one value of them, reduceByKey and
   * aggregateByKey move less.
   */
  default <U> JavaPairRDD<U, Iterable<T>> groupBy(Function<T, U> f, int numPartitions) {
    requireFunction("groupBy", f);
    requirePartitions("groupBy", "numPartitions", numPartitions);
    return pairs(PairPlans.groupByKey(keyBy(f).rdd().plan(), new HashPartitioner(numPartitions)));
  }

  /**
   * The records of both, one to one. Both must have equally many partitions, and equally many
   * records in each: otherwise the job fails.
   */
  default <U> JavaPairRDD<T, U> zip(JavaRDDLike<U, ?> other) {
    requireValue("zip", "other", other);
    return pairs(NarrowPlans.zip(rdd().plan(), other.rdd().plan()));
  }

  /**
   * A function over the partitions of both, of which there must be equally many. It reads both
   * iterators as it likes.
   */
  default <U, V> JavaRDD<V> zipPartitions(
      JavaRDDLike<U, ?> other, FlatMapFunction2<Iterator<T>, Iterator<U>, V> f) {
    requireValue("zipPartitions", "other", other);
    requireFunction("zipPartitions", f);
    return over(NarrowPlans.zipPartitions("zipPartitions", rdd().plan(), other.rdd().plan(), f));
  }

  /**
   * Every record with its number, counted from 0 through all partitions. With more than one
   * partition this call runs a job that counts all but the last.
   */
  default JavaPairRDD<T, Long> zipWithIndex() {
    return pairs(IndexPlans.numbered(rdd().plan(), Actions.countsBeforeLast(rdd())));
  }

  /**
   * Every record with a number that no other has: of n partitions, partition k gets k, n+k, 2n+k...
   * Runs no job.
   */
  default JavaPairRDD<T, Long> zipWithUniqueId() {
    return pairs(IndexPlans.uniquelyNumbered(rdd().plan()));
  }

  /**
   * Every record with every one of the other. There are as many partitions as there are pairs of
   * partitions; every task holds one partition of the other in memory, and both sides are computed
   * once for each partition of the respective other.
   */
  default <U> JavaPairRDD<T, U> cartesian(JavaRDDLike<U, ?> other) {
    requireValue("cartesian", "other", other);
    return pairs(NarrowPlans.cartesian(rdd().plan(), other.rdd().plan()));
  }

  /**
   * As {@link #pipe(List)}.
   *
   * @param command the program and its arguments between blanks; no shell looks at it, so quotes
   *     have no meaning
   */
  default JavaRDD<String> pipe(String command) {
    return pipe(PipeCommand.split(command));
  }

  /**
   * The lines that a program prints when it is given the records as lines. It is run once for each
   * partition, reads its records on its standard input, and need not read them all. Its exit code
   * must be 0: otherwise the task fails, and the message has the last lines that the program
   * printed on its standard error. Those of one that succeeds are logged.
   *
   * <p>The records are made on the task's thread, when the program can take them. When the task
   * ends, maybe before the program does, the program is killed, and so is what it has started.
   */
  default JavaRDD<String> pipe(List<String> command) {
    return pipe(command, Map.of());
  }

  /**
   * @param env environment variables of the program, in addition to those of this process
   */
  default JavaRDD<String> pipe(List<String> command, Map<String, String> env) {
    return pipe(command, env, false, 8192);
  }

  /** As {@link #pipe(List, Map, boolean, int, String)}, in UTF-8. */
  default JavaRDD<String> pipe(
      List<String> command, Map<String, String> env, boolean separateWorkingDir, int bufferSize) {
    return pipe(command, env, separateWorkingDir, bufferSize, "UTF-8");
  }

  /**
   * @param separateWorkingDir whether each task has a working directory of its own, with links to
   *     what is in the working directory of this process; it is deleted when the task ends
   * @param bufferSize characters that are gathered before they are written to the program
   * @param encoding of what the program reads and prints
   */
  default JavaRDD<String> pipe(
      List<String> command,
      Map<String, String> env,
      boolean separateWorkingDir,
      int bufferSize,
      String encoding) {
    return over(
        PipePlans.piped(
            rdd().plan(),
            new PipeCommand(
                command,
                env,
                separateWorkingDir,
                bufferSize,
                PipeCommand.charsetNamed(encoding),
                context().settings().maxLineBytes())));
  }

  private <R> JavaRDD<R> over(Plan<R> plan) {
    return new JavaRDD<>(new RDD<>(context(), plan));
  }

  private JavaDoubleRDD numbers(Plan<Double> plan) {
    return new JavaDoubleRDD(new RDD<>(context(), plan));
  }

  private <K2, V2> JavaPairRDD<K2, V2> pairs(Plan<Tuple2<K2, V2>> plan) {
    return new JavaPairRDD<>(new RDD<>(rdd().context(), plan));
  }

  default void foreach(VoidFunction<T> f) {
    requireFunction("foreach", f);
    Actions.foreach(rdd(), f);
  }

  default void foreachPartition(VoidFunction<Iterator<T>> f) {
    requireFunction("foreachPartition", f);
    Actions.foreachPartition(rdd(), f);
  }

  default List<T> collect() {
    return Actions.collect(rdd());
  }

  /**
   * The records of some partitions, one list for each.
   *
   * @throws IllegalArgumentException if there is no such partition
   */
  default List<T>[] collectPartitions(int[] partitionIds) {
    requireValue("collectPartitions", "partitionIds", partitionIds);
    int count = getNumPartitions();
    for (int id : partitionIds) {
      requirePartitionOf("collectPartitions", id, count);
    }
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists has no generic form
    List<T>[] collected = new List[partitionIds.length];
    int[] once = IntStream.of(partitionIds).distinct().toArray();
    List<List<T>> lists = Actions.collectPartitions(rdd(), once);
    for (int i = 0; i < collected.length; i++) {
      int wanted = partitionIds[i];
      int place = (int) IntStream.of(once).takeWhile(id -> id != wanted).count();
      collected[i] = new ArrayList<>(lists.get(place));
    }
    return collected;
  }

  private static void requirePartitionOf(String call, int partition, int count) {
    if (partition < 0 || partition >= count) {
      throw new IllegalArgumentException(
          call + ": there is no partition " + partition + "; there are " + count + ".");
    }
  }

  /**
   * All records on the calling thread, with one partition in memory at a time: each is computed, by
   * a job of its own, when the one before it has been read. So what partitions have in common is
   * computed once for each.
   */
  default Iterator<T> toLocalIterator() {
    return new PartitionByPartition<>(rdd());
  }

  default long count() {
    return Actions.count(rdd());
  }

  /** The first records, reading no more partitions than needed. */
  default List<T> take(int num) {
    requireNotNegative("take", "num", num);
    return Actions.take(rdd(), num);
  }

  /**
   * @throws UnsupportedOperationException if the dataset is empty
   */
  default T first() {
    List<T> first = Actions.take(rdd(), 1);
    if (first.isEmpty()) {
      throw new UnsupportedOperationException("empty collection");
    }
    return first.get(0);
  }

  /**
   * @throws UnsupportedOperationException if the dataset is empty
   */
  default T reduce(Function2<T, T, T> f) {
    requireFunction("reduce", f);
    return Actions.reduce(rdd(), f);
  }

  /** As {@link #foreach}, in the background; see {@link #countAsync}. */
  default JavaFutureAction<Void> foreachAsync(VoidFunction<T> f) {
    requireFunction("foreachAsync", f);
    return Actions.visiting(rdd(), f).submit();
  }

  /** As {@link #foreachPartition}, in the background; see {@link #countAsync}. */
  default JavaFutureAction<Void> foreachPartitionAsync(VoidFunction<Iterator<T>> f) {
    requireFunction("foreachPartitionAsync", f);
    return Actions.visitingPartitions(rdd(), f).submit();
  }

  /** As {@link #collect}, in the background; see {@link #countAsync}. */
  default JavaFutureAction<List<T>> collectAsync() {
    return Actions.collecting(rdd()).submit();
  }

  /**
   * As {@link #count}, in the background. As many of these actions run at once as the context has
   * cores; further ones wait in their order. The job belongs to the group of the calling thread and
   * has its local properties. What tells how many partitions there are (the list of files, the
   * ranges of a sort) is still found out by this call.
   *
   * @throws IllegalStateException if the context has been stopped
   */
  default JavaFutureAction<Long> countAsync() {
    return Actions.counting(rdd()).submit();
  }

  /** As {@link #take}, in the background; see {@link #countAsync}. */
  default JavaFutureAction<List<T>> takeAsync(int num) {
    requireNotNegative("takeAsync", "num", num);
    return Actions.taking(rdd(), num).submit();
  }

  /** As {@link #countApprox(long, double)}, with a confidence of 0.95. */
  default PartialResult<BoundedDouble> countApprox(long timeout) {
    return countApprox(timeout, Approximations.CONFIDENCE);
  }

  /**
   * How many records there are, as it is known when the time is up. It is guessed from the
   * partitions that have been counted by then, as if each record were in one of them by chance: do
   * not trust the bounds if partitions differ in size. The job goes on, as an action in the
   * background (see {@link #countAsync}), and gives the final value.
   *
   * @param timeout milliseconds that the call waits at most
   * @param confidence how likely the number is to be within the bounds, 0 to 1
   * @throws IllegalArgumentException if the timeout is below 0, or the confidence not 0 to 1
   */
  default PartialResult<BoundedDouble> countApprox(long timeout, double confidence) {
    return Approximations.count(rdd(), timeout, confidence);
  }

  /** As {@link #countByValueApprox(long, double)}, with a confidence of 0.95. */
  default PartialResult<Map<T, BoundedDouble>> countByValueApprox(long timeout) {
    return countByValueApprox(timeout, Approximations.CONFIDENCE);
  }

  /**
   * How often each record is there, as it is known when the time is up; those that were not met by
   * then are left out. All different records have to fit the memory. Otherwise as {@link
   * #countApprox(long, double)}.
   */
  default PartialResult<Map<T, BoundedDouble>> countByValueApprox(long timeout, double confidence) {
    return Approximations.countByValue(rdd(), timeout, confidence);
  }

  /**
   * About how many different records there are, without keeping them: exact for few, see {@link
   * dev.tidemill.core.estimate.HyperLogLog}.
   *
   * @param relativeSD standard deviation of the error, as a share of the number; 0.00026 to 1. Each
   *     task takes up to {@code 1.1 / relativeSD^2} bytes, rounded up to a power of two.
   * @throws IllegalArgumentException if it is out of these bounds
   */
  default long countApproxDistinct(double relativeSD) {
    return Approximations.countDistinct(rdd(), relativeSD);
  }

  /**
   * The records of a partition. A job of this partition alone computes and collects them, also
   * where the call is made inside a task.
   *
   * @param split one of {@link #partitions}
   * @param context without effect; may be null
   * @throws IllegalArgumentException if there is no such partition
   */
  default Iterator<T> iterator(Partition split, TaskContext context) {
    int partition = requireValue("iterator", "split", split).index();
    requirePartitionOf("iterator", partition, getNumPartitions());
    return Actions.collectPartitions(rdd(), partition).get(0).iterator();
  }

  default boolean isEmpty() {
    return rdd().isEmpty();
  }

  /** As {@link #reduce}: in one process a tree of combinations would save nothing. */
  default T treeReduce(Function2<T, T, T> f) {
    return treeReduce(f, 2);
  }

  default T treeReduce(Function2<T, T, T> f, int depth) {
    requireFunction("treeReduce", f);
    requirePositive("treeReduce", "depth", depth);
    return Actions.reduce(rdd(), f);
  }

  /**
   * Combines the records of each partition, beginning with the zero value, then the results in the
   * order of the partitions, beginning with it again. The function may change and return its first
   * argument: every partition begins with a copy of its own, made through the codec unless the
   * class is known to be immutable (strings, boxed values, enums).
   *
   * @throws IllegalArgumentException if the zero value cannot be copied
   */
  default T fold(T zeroValue, Function2<T, T, T> f) {
    requireFunction("fold", f);
    return Aggregations.aggregate("fold", rdd(), zeroValue, f, f);
  }

  /** As {@link #fold}, with a result of another type. */
  default <U> U aggregate(U zeroValue, Function2<U, T, U> seqOp, Function2<U, U, U> combOp) {
    requireFunction("aggregate", seqOp);
    requireFunction("aggregate", combOp);
    return Aggregations.aggregate("aggregate", rdd(), zeroValue, seqOp, combOp);
  }

  /** As {@link #aggregate}: in one process a tree of combinations would save nothing. */
  default <U> U treeAggregate(U zeroValue, Function2<U, T, U> seqOp, Function2<U, U, U> combOp) {
    return treeAggregate(zeroValue, seqOp, combOp, 2);
  }

  default <U> U treeAggregate(
      U zeroValue, Function2<U, T, U> seqOp, Function2<U, U, U> combOp, int depth) {
    requireFunction("treeAggregate", seqOp);
    requireFunction("treeAggregate", combOp);
    requirePositive("treeAggregate", "depth", depth);
    return Aggregations.aggregate("treeAggregate", rdd(), zeroValue, seqOp, combOp);
  }

  /** See {@link #treeAggregate(Object, Function2, Function2, int)}; nothing runs elsewhere. */
  default <U> U treeAggregate(
      U zeroValue,
      Function2<U, T, U> seqOp,
      Function2<U, U, U> combOp,
      int depth,
      boolean finalAggregateOnExecutor) {
    return treeAggregate(zeroValue, seqOp, combOp, depth);
  }

  /** How often each record is there. All different records have to fit the memory. */
  default Map<T, Long> countByValue() {
    return Aggregations.countByValue(rdd());
  }

  /**
   * The largest records, the largest first; of equal ones those of earlier places. Memory is twice
   * as many for each task.
   */
  default List<T> top(int num, Comparator<T> comp) {
    requireNotNegative("top", "num", num);
    requireValue("top", "comp", comp);
    return Orderings.takeOrdered(rdd(), num, comp.reversed());
  }

  /** As {@link #top(int, Comparator)}, in the records' own order. */
  default List<T> top(int num) {
    return top(num, Orderings.natural());
  }

  /** The smallest records, the smallest first; otherwise as {@link #top(int, Comparator)}. */
  default List<T> takeOrdered(int num, Comparator<T> comp) {
    requireNotNegative("takeOrdered", "num", num);
    requireValue("takeOrdered", "comp", comp);
    return Orderings.takeOrdered(rdd(), num, comp);
  }

  /** As {@link #takeOrdered(int, Comparator)}, in the records' own order. */
  default List<T> takeOrdered(int num) {
    return takeOrdered(num, Orderings.natural());
  }

  /**
   * The largest record; of equal ones the first.
   *
   * @throws UnsupportedOperationException if the dataset is empty
   */
  default T max(Comparator<T> comp) {
    requireValue("max", "comp", comp);
    return Actions.reduce(rdd(), (a, b) -> comp.compare(a, b) >= 0 ? a : b);
  }

  /**
   * The smallest record; of equal ones the first.
   *
   * @throws UnsupportedOperationException if the dataset is empty
   */
  default T min(Comparator<T> comp) {
    requireValue("min", "comp", comp);
    return Actions.reduce(rdd(), (a, b) -> comp.compare(a, b) <= 0 ? a : b);
  }

  /** As {@link #takeSample(boolean, int, long)}, with another seed at every call. */
  default List<T> takeSample(boolean withReplacement, int num) {
    return takeSample(withReplacement, num, ThreadLocalRandom.current().nextLong());
  }

  /**
   * So many records by chance, in random order; all of them if there are fewer and none may come
   * twice. One job; memory is twice the sample for each task.
   */
  default List<T> takeSample(boolean withReplacement, int num, long seed) {
    requireNotNegative("takeSample", "num", num);
    return Samples.take(rdd(), withReplacement, num, seed);
  }

  /**
   * Writes a directory of text files: part-00000 and so on, one for each partition with a line (in
   * UTF-8) for each record, then the empty _SUCCESS. It appears whole or not at all. Throws,
   * undeclared, a {@link java.nio.file.FileAlreadyExistsException} if the path exists.
   *
   * @param path of this machine, a {@code file:} URI, or of a Hadoop file system that can rename
   */
  default void saveAsTextFile(String path) {
    String action = "saveAsTextFile";
    FileOutput.save(action, rdd(), requireText(action, "path", path), new TextParts(action));
  }

  /**
   * As above, compressed; the names of the files end in the codec's extension.
   *
   * @param codec of Hadoop, such as {@code GzipCodec}
   */
  default void saveAsTextFile(String path, Class<? extends CompressionCodec> codec) {
    String action = "saveAsTextFile";
    requireText(action, "path", path);
    requireValue(action, "codec", codec);
    FileOutput.save(
        action,
        rdd(),
        path,
        CompressedParts.of(new TextParts(action), codec, HadoopSettings.of(context().getConf())));
  }

  /**
   * Writes a directory of files that {@link JavaSparkContext#objectFile} reads: sequence files of
   * records that are serialised the way of Java, so they must be {@link Serializable}. It appears
   * whole or not at all.
   *
   * @param path as of {@link #saveAsTextFile(String)}
   */
  default void saveAsObjectFile(String path) {
    String action = "saveAsObjectFile";
    FileOutput.save(action, rdd(), requireText(action, "path", path), new ObjectParts());
  }
}
