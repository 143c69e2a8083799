package dev.tidemill.api.java.function;

import java.io.Serializable;

/** A function of two arguments. */
@FunctionalInterface
public interface Function2<T1, T2, R> extends Serializable {
  R call(T1 v1, T2 v2) throws Exception;
}
