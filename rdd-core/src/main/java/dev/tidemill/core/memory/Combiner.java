package dev.tidemill.core.memory;

/**
 * How the values of one key become one. Called in the order of the values of that key; of different
 * keys in any order.
 *
 * @param <V> the values
 * @param <C> what they become
 */
public interface Combiner<V, C> {
  /**
   * For the first value of a key.
   *
   * @param source from which of several datasets it comes
   */
  C create(int source, V value) throws Exception;

  /** For every further one; may change what it is given. */
  C merge(C combined, int source, V value) throws Exception;
}
