package dev.tidemill.core.engine.reference;

import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.RecordReader;
import dev.tidemill.core.codec.RecordWriter;
import dev.tidemill.core.error.Sneaky;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

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
    RecordReader reader = codec.reader(new ByteArrayInputStream(bytes));
    return new Iterator<>() {
      private boolean ready;

      @Override
      public boolean hasNext() {
        try {
          ready = ready || reader.advance();
        } catch (IOException failed) {
          throw Sneaky.thrown(failed);
        }
        return ready;
      }

      @Override
      public Object next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        ready = false;
        return reader.record();
      }
    };
  }
}
