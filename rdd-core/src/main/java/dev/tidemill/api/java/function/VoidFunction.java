package dev.tidemill.api.java.function;

import java.io.Serializable;

/** An action on one value. */
@FunctionalInterface
public interface VoidFunction<T> extends Serializable {
  void call(T t) throws Exception;
}
