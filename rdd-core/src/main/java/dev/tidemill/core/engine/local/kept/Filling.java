package dev.tidemill.core.engine.local.kept;

import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.CodecException;
import dev.tidemill.core.codec.DecodingIterator;
import dev.tidemill.core.codec.Immutability;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.codec.RecordWriter;
import dev.tidemill.core.codec.UnencodableException;
import dev.tidemill.core.memory.RecordSizes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * One partition on its way into memory.
 *
 * <p>A reader must not see what another one has changed. So objects are kept as they are only while
 * all are known never to change. With the first that may change all are encoded, since each reader
 * needs copies of its own anyway; and if that one cannot be encoded, all stay as they are, with one
 * warning. Used by one thread.
 */
final class Filling {
  private final Codec codec;
  private final Isolation isolation;
  private final RecordSizes sizes = new RecordSizes();
  // One of the two is in use.
  private List<Object> objects = new ArrayList<>();
  private RecordWriter writer;
  private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();
  private boolean asTheyAre;
  private long objectBytes;

  /**
   * @param encode whether all are to be encoded, be they what they may
   */
  Filling(Codec codec, Isolation isolation, boolean encode) {
    this.codec = codec;
    this.isolation = isolation;
    this.asTheyAre = !encode && isolation.sharesAll();
    if (encode) {
      startEncoding();
    }
  }

  private void startEncoding() {
    objects = null;
    writer = codec.writer(encoded);
  }

  void add(Object record) throws IOException {
    if (writer == null && !asTheyAre && !Immutability.of(record)) {
      List<Object> before = objects;
      startEncoding();
      for (Object one : before) {
        write(one);
      }
    }
    if (writer == null) {
      addObject(record);
    } else {
      write(record);
    }
  }

  private void addObject(Object record) {
    objects.add(record);
    objectBytes += sizes.of(record) + Integer.BYTES; // and a reference
  }

  private void write(Object record) throws IOException {
    if (writer == null) { // given up with an earlier record of the same call
      addObject(record);
      return;
    }
    try {
      writer.write(record);
    } catch (UnencodableException refused) {
      giveUpEncoding(record, refused.typeName(), refused);
    } catch (CodecException failed) {
      giveUpEncoding(record, record.getClass().getName(), failed);
    }
  }

  private void giveUpEncoding(Object record, String typeName, CodecException reason)
      throws IOException {
    Iterator<?> before = soFar();
    writer = null;
    asTheyAre = true;
    objects = new ArrayList<>();
    before.forEachRemaining(this::addObject);
    encoded.reset();
    addObject(record);
    isolation.sharedAsItIs(record, typeName, reason);
  }

  /** About what the records hold now. */
  long bytes() {
    return writer == null ? objectBytes : encoded.size();
  }

  /** The records so far. Nothing may be added any more. */
  Iterator<?> soFar() throws IOException {
    if (writer == null) {
      return objects.iterator();
    }
    writer.close();
    return new DecodingIterator<>(codec.reader(encoded.toByteArray()));
  }

  /** All records. Nothing may be added any more. */
  KeptRecords finish(boolean offHeap) throws IOException {
    if (writer == null) {
      return new ObjectRecords(objects, objectBytes);
    }
    writer.close();
    byte[] bytes = encoded.toByteArray();
    if (!offHeap) {
      return new EncodedRecords(codec, ByteBuffer.wrap(bytes));
    }
    ByteBuffer outside = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    return new EncodedRecords(codec, outside);
  }
}
