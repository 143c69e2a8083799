package dev.tidemill.api.java.function;

import java.io.Serializable;

/** An action on two values. */
@FunctionalInterface
public interface VoidFunction2<T1, T2> extends Serializable {
  void call(T1 v1, T2 v2) throws Exception;
}
