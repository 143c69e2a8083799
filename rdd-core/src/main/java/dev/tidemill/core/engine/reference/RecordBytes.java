package dev.tidemill.core.engine.reference;

import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.DecodingIterator;
import dev.tidemill.core.codec.RecordWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;

/** Records as bytes: what travels between tasks. */
final class RecordBytes {
  private RecordBytes() {}

  static byte[] of(Iterator<?> records, Codec codec) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (RecordWriter writer = codec.writer(bytes)) {
      while (records.hasNext()) {
        writer.write(records.next());
      }
    }
    return bytes.toByteArray();
  }

  static Iterator<Object> records(byte[] bytes, Codec codec) {
    return new DecodingIterator<>(codec.reader(bytes));
  }
}
