package dev.tidemill.streaming.api.java;

import dev.tidemill.api.java.JavaRDDLike;
import dev.tidemill.streaming.dstream.DStream;

/** Holds the stream behind a Java stream type. */
public abstract class AbstractJavaDStreamLike<
        T, This extends JavaDStreamLike<T, This, R>, R extends JavaRDDLike<T, R>>
    implements JavaDStreamLike<T, This, R> {
  private static final long serialVersionUID = 1L;

  // Not transient: a function that refers to a stream cannot be serialised.
  private final DStream<T> dstream;

  AbstractJavaDStreamLike(DStream<T> dstream) {
    this.dstream = dstream;
  }

  @Override
  public DStream<T> dstream() {
    return dstream;
  }
}
