package dev.tidemill.api.java.function;

import java.util.Iterator;

/** A function that turns one value into none, one or many numbers. */
@FunctionalInterface
public interface DoubleFlatMapFunction<T> extends FlatMapFunction<T, Double> {
  @Override
  Iterator<Double> call(T t) throws Exception;
}
