package dev.tidemill.core.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/** A kind of file. Goes where tasks go. */
public interface PartFormat<T> extends Serializable {
  /** What the names of files end in, as in {@code .gz}; often empty. */
  String extension();

  /**
   * Begins a file.
   *
   * @param out buffered; closed by whoever opened it
   */
  PartWriter<T> begin(OutputStream out) throws IOException;
}
