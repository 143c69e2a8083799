package dev.tidemill.api.java.function;

import dev.tidemill.Tuple2;

/** A function that turns one value into a key and a value. */
@FunctionalInterface
public interface PairFunction<T, K, V> extends Function<T, Tuple2<K, V>> {
  @Override
  Tuple2<K, V> call(T t) throws Exception;
}
