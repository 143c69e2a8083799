package dev.tidemill.relocation;

import dev.tidemill.api.java.JavaDoubleRDD;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Methods that were another one in the legacy engine's release 2. Each stands for an instance
 * method of its name: the receiver comes first, parameters and result are those that compiled
 * programs name. Public, since relocated programs call them.
 */
public final class Bridges {
  private Bridges() {}

  /** In release 2 the function gave an {@link Iterable}. */
  public static <K, V, R> JavaPairRDD<K, R> flatMapValues(
      JavaPairRDD<K, V> pairs, Function<V, Iterable<R>> function) {
    return pairs.flatMapValues(value -> function.call(value).iterator());
  }

  /** As above. */
  public static <K, V, R> JavaPairDStream<K, R> flatMapValues(
      JavaPairDStream<K, V> pairs, Function<V, Iterable<R>> function) {
    return pairs.flatMapValues(value -> function.call(value).iterator());
  }

  /** In release 2 the others were a list. */
  @SuppressWarnings("unchecked") // an array for parameters of variable number
  public static <T> JavaRDD<T> union(
      JavaSparkContext context, JavaRDD<T> first, List<JavaRDD<T>> rest) {
    return context.union(together(first, rest).toArray(JavaRDD[]::new));
  }

  /** As above. */
  @SuppressWarnings("unchecked") // as above
  public static <K, V> JavaPairRDD<K, V> union(
      JavaSparkContext context, JavaPairRDD<K, V> first, List<JavaPairRDD<K, V>> rest) {
    return context.union(together(first, rest).toArray(JavaPairRDD[]::new));
  }

  /** As above. */
  public static JavaDoubleRDD union(
      JavaSparkContext context, JavaDoubleRDD first, List<JavaDoubleRDD> rest) {
    return context.union(together(first, rest).toArray(JavaDoubleRDD[]::new));
  }

  /** As above. */
  @SuppressWarnings("unchecked") // as above
  public static <T> JavaDStream<T> union(
      JavaStreamingContext context, JavaDStream<T> first, List<JavaDStream<T>> rest) {
    return context.union(together(first, rest).toArray(JavaDStream[]::new));
  }

  /** As above. */
  @SuppressWarnings("unchecked") // as above
  public static <K, V> JavaPairDStream<K, V> union(
      JavaStreamingContext context, JavaPairDStream<K, V> first, List<JavaPairDStream<K, V>> rest) {
    return context.union(together(first, rest).toArray(JavaPairDStream[]::new));
  }

  private static <E> List<E> together(E first, List<E> rest) {
    List<E> all = new ArrayList<>();
    all.add(first);
    all.addAll(rest);
    return all;
  }
}
