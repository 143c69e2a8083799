package dev.tidemill.core.plan;

import dev.tidemill.Tuple2;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.CodecException;
import dev.tidemill.core.codec.RecordReader;
import dev.tidemill.core.codec.RecordWriter;
import dev.tidemill.core.state.StateLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a step did to the keys of a partition, as bytes: in chunks that can be read each alone, so
 * that no array grows with the number of keys. A chunk is records of the codec with their end mark:
 *
 * <pre>
 *   chunk   ::=  change*  |  older
 *   change  ::=  null  key              the key goes
 *             |  (key, value)           a pair
 *             |  time (Long)            when the pairs behind it were touched, until the next one;
 *                                       those before the first: in this step, or it is of no interest
 *   older   ::=  count (Integer)  key*  (key, value)*        so many keys go
 * </pre>
 */
final class StepLog implements StateLog {
  private static final int CHUNK_BYTES = 1 << 20;

  private final Codec codec;
  private final long time;
  private final List<byte[]> chunks = new ArrayList<>(1);
  private ByteArrayOutputStream bytes;
  private RecordWriter writer;
  private long lastTouched;
  private int records;
  private int full = Integer.MAX_VALUE;

  /**
   * @param time of the step
   */
  StepLog(Codec codec, long time) {
    this.codec = codec;
    this.time = time;
  }

  @Override
  public void removed(Object key) throws IOException {
    begin();
    writer.write(null);
    writer.write(key);
    end();
  }

  @Override
  public void put(Object key, Object value, long touched) throws IOException {
    begin();
    if (touched != lastTouched && touched != NO_TIME) {
      writer.write(touched);
      lastTouched = touched;
    }
    writer.writePair(key, value);
    end();
  }

  private void begin() {
    if (writer == null) {
      bytes = new ByteArrayOutputStream(256);
      writer = codec.writer(bytes);
      lastTouched = time;
    }
  }

  private void end() throws IOException {
    records++;
    if (bytes.size() >= CHUNK_BYTES) {
      endChunk();
    }
  }

  private void endChunk() throws IOException {
    writer.close();
    chunks.add(bytes.toByteArray());
    writer = null;
  }

  /** It is full when it has taken so many changes. */
  void limit(int changes) {
    full = changes;
  }

  @Override
  public boolean isFull() {
    return records >= full;
  }

  /** How many changes there are so far. */
  int records() {
    return records;
  }

  /** All of it; none if nothing has changed. */
  List<byte[]> chunks() throws IOException {
    if (writer != null) {
      endChunk();
    }
    return chunks;
  }

  /**
   * Reads a chunk.
   *
   * @param time of the step
   * @throws CodecException if the bytes are no changes, or ask for a class that may not be made
   */
  static void read(byte[] chunk, Codec codec, long time, StateLog into) throws IOException {
    try (RecordReader reader = codec.reader(chunk)) {
      int toRemove = 0;
      long touched = time;
      for (boolean first = true; reader.advance(); first = false) {
        Object record = reader.record();
        if (first && record instanceof Integer count) {
          toRemove = count;
        } else if (toRemove > 0) {
          into.removed(record);
          toRemove--;
        } else if (record instanceof Tuple2<?, ?> pair) {
          into.put(pair._1, pair._2, touched);
        } else if (record instanceof Long next) {
          touched = next;
        } else if (record == null && reader.advance()) {
          into.removed(reader.record());
        } else {
          throw new CodecException("A change of a state is none that this release knows.");
        }
      }
    }
  }
}
