package dev.tidemill.api.java.function;

import dev.tidemill.Tuple2;
import java.io.Serializable;
import java.util.Iterator;

/** A function that turns one value into none, one or many keys with values. */
@FunctionalInterface
public interface PairFlatMapFunction<T, K, V> extends Serializable {
  Iterator<Tuple2<K, V>> call(T t) throws Exception;
}
