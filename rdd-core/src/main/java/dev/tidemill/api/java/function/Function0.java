package dev.tidemill.api.java.function;

import java.io.Serializable;

/** A function of nothing. */
@FunctionalInterface
public interface Function0<R> extends Serializable {
  R call() throws Exception;
}
