package dev.tidemill.dstream.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A line of UTF-8 for each record: its {@code toString}. */
final class TextFile<T> implements PartWriter<T> {
  private final OutputStream out;

  TextFile(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(T record) throws IOException {
    if (record == null) {
      throw new NullPointerException(
          "saveAsTextFiles: text files do not allow null rows; filter them out or map them to a"
              + " text.");
    }
    out.write((record + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void finish() {
    // Nothing is held back.
  }
}
