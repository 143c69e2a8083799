package dev.tidemill.api.java.function;

import java.io.Serializable;

/** A function of three arguments. */
@FunctionalInterface
public interface Function3<T1, T2, T3, R> extends Serializable {
  R call(T1 v1, T2 v2, T3 v3) throws Exception;
}
