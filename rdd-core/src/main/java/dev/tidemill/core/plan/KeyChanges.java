package dev.tidemill.core.plan;

import dev.tidemill.Tuple2;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.CodecException;
import dev.tidemill.core.codec.RecordReader;
import dev.tidemill.core.codec.RecordWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a step did to the keys of a partition of a state: those that went, and those that got
 * another value, each key once.
 *
 * <p>As bytes, records of the codec one after another with its end mark:
 *
 * <pre>
 *   changes  ::=  count of removed keys (Integer)  removed key*  (key, value)*
 * </pre>
 */
public record KeyChanges(List<?> removed, List<? extends Tuple2<?, ?>> put) {
  private static final KeyChanges NONE = new KeyChanges(List.of(), List.of());

  public static KeyChanges none() {
    return NONE;
  }

  /**
   * @throws dev.tidemill.core.codec.UnencodableException if a key or value cannot be encoded
   */
  public byte[] encode(Codec codec) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (RecordWriter writer = codec.writer(bytes)) {
      writer.write(removed.size());
      for (Object key : removed) {
        writer.write(key);
      }
      for (Tuple2<?, ?> pair : put) {
        writer.write(pair);
      }
    } catch (IOException impossibleInMemory) {
      throw new IllegalStateException(impossibleInMemory);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws CodecException if the bytes are no changes, or ask for a class that may not be made
   */
  public static KeyChanges decode(byte[] bytes, Codec codec) {
    try (RecordReader reader = codec.reader(new ByteArrayInputStream(bytes))) {
      List<Object> removed = new ArrayList<>();
      List<Tuple2<?, ?>> put = new ArrayList<>();
      if (!reader.advance() || !(reader.record() instanceof Integer count)) {
        throw new CodecException("Changes of a state do not begin with a count.");
      }
      while (reader.advance()) {
        if (removed.size() < count) {
          removed.add(reader.record());
        } else if (reader.record() instanceof Tuple2<?, ?> pair) {
          put.add(pair);
        } else {
          throw new CodecException("A change of a state is no pair of a key and a value.");
        }
      }
      return new KeyChanges(removed, put);
    } catch (IOException impossibleInMemory) {
      throw new IllegalStateException(impossibleInMemory);
    }
  }
}
