package dev.tidemill.core.engine;

import java.util.Iterator;

/**
 * The records of one partition inside a task. They can be read once, in one of two ways: pushed
 * into a sink, which is faster, or pulled where user code owns the loop.
 */
public interface Records<T> {
  /** Pushes until the sink has enough. */
  void forEach(Sink<? super T> sink) throws Exception;

  /** Makes each record when it is asked for. */
  Iterator<T> iterator() throws Exception;
}
