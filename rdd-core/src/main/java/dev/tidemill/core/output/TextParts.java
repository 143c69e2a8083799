package dev.tidemill.core.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A line of UTF-8 for each record: its {@code toString}.
 *
 * @param action what the program called, for messages
 */
public record TextParts(String action) implements PartFormat<Object> {
  @Override
  public String extension() {
    return "";
  }

  @Override
  public PartWriter<Object> begin(OutputStream out) {
    return new Lines(action, out);
  }

  private record Lines(String action, OutputStream out) implements PartWriter<Object> {
    @Override
    public void write(Object record) throws IOException {
      if (record == null) {
        throw new NullPointerException(
            action + ": text files do not allow null rows; filter them out or map them to a text.");
      }
      out.write((record + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void finish() {
      // Nothing is held back.
    }
  }
}
