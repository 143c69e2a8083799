package dev.tidemill.api.java;

import static dev.tidemill.core.error.Arguments.requireFunction;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.core.hadoop.input.HadoopInput;
import dev.tidemill.rdd.RDD;
import java.util.Iterator;
import org.apache.hadoop.mapreduce.InputSplit;

/**
 * What a format of {@code org.apache.hadoop.mapreduce} reads; knows the splits of its partitions.
 */
public class JavaNewHadoopRDD<K, V> extends JavaPairRDD<K, V> {
  private static final long serialVersionUID = 1L;

  private final transient HadoopInput<K, V> input;

  JavaNewHadoopRDD(RDD<Tuple2<K, V>> rdd, HadoopInput<K, V> input) {
    super(rdd);
    this.input = input;
  }

  /**
   * A function over the split and the pairs of each partition.
   *
   * @param preservesPartitioning whether keys stay where they are; means nothing here, since
   *     nothing has placed them
   */
  public <R> JavaRDD<R> mapPartitionsWithInputSplit(
      Function2<InputSplit, Iterator<Tuple2<K, V>>, Iterator<R>> f, boolean preservesPartitioning) {
    requireFunction("mapPartitionsWithInputSplit", f);
    return new JavaRDD<>(
        new RDD<>(
            context(),
            input.mapWithSplit(rdd().plan(), InputSplit.class, f, preservesPartitioning)));
  }
}
