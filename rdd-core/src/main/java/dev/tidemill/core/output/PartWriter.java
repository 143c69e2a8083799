package dev.tidemill.core.output;

import java.io.Closeable;
import java.io.IOException;

/** Writes the records of one partition to one file. Used by one thread. */
public interface PartWriter<T> extends Closeable {
  void write(T record) throws IOException;

  /** Writes what is still held back. */
  void finish() throws IOException;

  /** Gives back what it holds, finished or not; the file is closed by whoever opened it. */
  @Override
  default void close() {}
}
