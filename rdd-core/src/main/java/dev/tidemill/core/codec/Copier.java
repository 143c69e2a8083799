package dev.tidemill.core.codec;

import java.util.Arrays;

/** Deep copies of values, one after another. Used by one thread. */
public final class Copier {
  private final Encodings encodings;
  private ValueWriter writer;
  private ValueReader reader;
  private ValueWriter comparing;

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

  /**
   * Whether two values are the same once they are encoded.
   *
   * @throws UnencodableException if a part of one cannot be encoded, naming the part
   */
  public boolean same(Object one, Object other) {
    byte[] first = encode(one);
    // A class is described where it is first met, so what comes first may be longer.
    return Arrays.equals(encode(other), first) || Arrays.equals(encode(other), encode(one));
  }

  private byte[] encode(Object value) {
    if (comparing == null) {
      comparing = new ValueWriter(encodings);
    }
    comparing.bytes().clear();
    comparing.writeRecord(value);
    return comparing.bytes().toBytes();
  }
}
