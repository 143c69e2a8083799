package dev.tidemill.core.engine;

/** Takes records that the engine pushes. */
@FunctionalInterface
public interface Sink<T> {
  /** Takes one record; false means that no further record is wanted. */
  boolean accept(T record) throws Exception;
}
