package dev.tidemill.api.java.function;

import dev.tidemill.Tuple2;
import java.io.Serializable;

/** A function that turns one value into a key and a value. */
@FunctionalInterface
public interface PairFunction<T, K, V> extends Serializable {
  Tuple2<K, V> call(T t) throws Exception;
}
