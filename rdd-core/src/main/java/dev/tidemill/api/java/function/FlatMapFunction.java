package dev.tidemill.api.java.function;

import java.io.Serializable;
import java.util.Iterator;

/** A function that turns one value into none, one or many. */
@FunctionalInterface
public interface FlatMapFunction<T, R> extends Serializable {
  Iterator<R> call(T t) throws Exception;
}
