package dev.tidemill.api.java.function;

import java.io.Serializable;

/** A function of one argument. */
@FunctionalInterface
public interface Function<T1, R> extends Serializable {
  R call(T1 v1) throws Exception;
}
