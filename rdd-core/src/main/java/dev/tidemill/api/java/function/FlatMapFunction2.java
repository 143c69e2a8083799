package dev.tidemill.api.java.function;

import java.io.Serializable;
import java.util.Iterator;

/** A function that turns two values into none, one or many. */
@FunctionalInterface
public interface FlatMapFunction2<T1, T2, R> extends Serializable {
  Iterator<R> call(T1 t1, T2 t2) throws Exception;
}
