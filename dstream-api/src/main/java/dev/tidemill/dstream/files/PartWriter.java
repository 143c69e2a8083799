package dev.tidemill.dstream.files;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/** Writes the records of one partition to one file. Used by one thread. */
interface PartWriter<T> {
  /** Begins a file. Goes where the task goes. */
  @FunctionalInterface
  interface Format<T> extends Serializable {
    /**
     * @param out buffered; closed by whoever opened it
     */
    PartWriter<T> begin(OutputStream out) throws IOException;
  }

  void write(T record) throws IOException;

  /** Writes what is still held back. */
  void finish() throws IOException;
}
