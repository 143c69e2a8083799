package dev.tidemill.core.codec;

/** Deep copies of values, one after another. Used by one thread. */
public final class Copier {
  private final Encodings encodings;
  private ValueWriter writer;
  private ValueReader reader;

  Copier(Encodings encodings) {
    this.encodings = encodings;
  }

  /**
   * @throws UnencodableException if a part of it cannot be encoded, naming the part
   * @throws CodecException if it was encoded, and its class refuses the copy
   */
  @SuppressWarnings("unchecked") // what is read is of the class that was written
  public <T> T copy(T value) {
    if (writer == null) {
      writer = new ValueWriter(encodings);
      reader = new ValueReader(encodings);
    }
    ByteWriter bytes = writer.bytes();
    bytes.clear();
    boolean done = false;
    try {
      writer.writeRecord(value);
      T copy = (T) reader.readRecord(bytes.array(), 0, bytes.length());
      done = true;
      return copy;
    } finally {
      if (!done) {
        writer = null; // its class table and the reader's may differ now
      }
    }
  }
}
