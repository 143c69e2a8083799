package dev.tidemill.api.java.function;

import dev.tidemill.Tuple2;
import java.util.Iterator;

/** A function that turns one value into none, one or many keys with values. */
@FunctionalInterface
public interface PairFlatMapFunction<T, K, V> extends FlatMapFunction<T, Tuple2<K, V>> {
  @Override
  Iterator<Tuple2<K, V>> call(T t) throws Exception;
}
