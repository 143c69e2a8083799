package dev.tidemill.core.codec;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How values of one type of the program are encoded. Named by the setting {@code
 * tidemill.codec.class}; then it needs a public constructor without arguments. Used by many threads
 * at once.
 *
 * <p>What {@code write} wrote is given to {@code read}, no byte more; begin with a version if the
 * type may change.
 */
public interface TypeCodec<T> {
  /** Exactly this class, not its subclasses. */
  Class<T> type();

  void write(T value, DataOutput out) throws IOException;

  T read(DataInput in) throws IOException;
}
