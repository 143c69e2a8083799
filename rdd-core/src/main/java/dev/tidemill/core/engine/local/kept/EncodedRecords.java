package dev.tidemill.core.engine.local.kept;

import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.DecodingIterator;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Records as bytes, on the heap or outside of it; each reader gets objects of its own. */
final class EncodedRecords implements KeptRecords {
  private final Codec codec;
  private final ByteBuffer bytes;

  /**
   * @param bytes what a writer of the codec wrote, from the position to the limit
   */
  EncodedRecords(Codec codec, ByteBuffer bytes) {
    this.codec = codec;
    this.bytes = bytes;
  }

  @Override
  public long memoryBytes() {
    return bytes.remaining();
  }

  @Override
  public Optional<List<?>> shared() {
    return Optional.empty();
  }

  @Override
  public Iterator<?> iterator() {
    return new DecodingIterator<>(codec.reader(new BufferInput(bytes.duplicate())));
  }

  @Override
  public void release() {
    // The memory goes with the last reader.
  }
}
