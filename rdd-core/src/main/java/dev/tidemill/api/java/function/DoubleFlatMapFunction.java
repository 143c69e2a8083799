package dev.tidemill.api.java.function;

import java.io.Serializable;
import java.util.Iterator;

/** A function that turns one value into none, one or many numbers. */
@FunctionalInterface
public interface DoubleFlatMapFunction<T> extends Serializable {
  Iterator<Double> call(T t) throws Exception;
}
