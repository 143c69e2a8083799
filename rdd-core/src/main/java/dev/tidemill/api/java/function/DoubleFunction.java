package dev.tidemill.api.java.function;

import java.io.Serializable;

/** A function that turns one value into a number. */
@FunctionalInterface
public interface DoubleFunction<T> extends Serializable {
  double call(T t) throws Exception;
}
