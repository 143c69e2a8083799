package dev.tidemill.core.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link ByteWriter} wrote. Never looks past the end, and makes nothing that is larger
 * than the bytes that are there allow. Used by one thread.
 */
final class ByteReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;
  private int position;
  private int end;

  void set(byte[] from, int offset, int count) {
    bytes = from;
    position = offset;
    end = offset + count;
  }

  int remaining() {
    return end - position;
  }

  private void need(int count) {
    if (count > end - position) {
      throw new CodecException(
          "The encoded value ends too early: "
              + count
              + " bytes are needed, "
              + (end - position)
              + " are left; it was cut off or changed.");
    }
  }

  int readByte() {
    need(1);
    return bytes[position++];
  }

  int readInt() {
    need(4);
    int value = (int) INTS.get(bytes, position);
    position += 4;
    return value;
  }

  long readLong() {
    need(8);
    long value = (long) LONGS.get(bytes, position);
    position += 8;
    return value;
  }

  int readVarint() {
    long value = readVarlong();
    if (value < 0 || value > 0xffffffffL) {
      throw new CodecException("A number of " + value + " does not fit; the value was changed.");
    }
    return (int) value;
  }

  long readVarlong() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = readByte();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new CodecException("A number has more than 10 bytes; the value was changed.");
  }

  long readZigzag() {
    long value = readVarlong();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A count of things of which each takes at least {@code width} bytes from here. */
  int readCount(int width) {
    int count = readVarint();
    if (count < 0 || (long) count * width > remaining()) {
      throw new CodecException(
          "The encoded value claims "
              + Integer.toUnsignedString(count)
              + " elements; the "
              + remaining()
              + " bytes that are left hold fewer. It was cut off or changed.");
    }
    return count;
  }

  byte[] readBytes(int count) {
    need(count);
    position += count;
    return Arrays.copyOfRange(bytes, position - count, position);
  }

  /** The body of a string, after its tag. */
  String readLatin() {
    int count = readCount(1);
    position += count;
    return new String(bytes, position - count, count, StandardCharsets.ISO_8859_1);
  }

  String readWide() {
    int count = readCount(2);
    char[] characters = new char[count];
    for (int i = 0; i < count; i++) {
      characters[i] = (char) (bytes[position++] << 8 | (bytes[position++] & 0xff));
    }
    return new String(characters);
  }

  /** A string with its tag, where nothing else may stand. */
  String readString() {
    int tag = readByte();
    return switch (tag) {
      case Tag.STRING_LATIN -> readLatin();
      case Tag.STRING_WIDE -> readWide();
      default -> throw new CodecException("Tag " + tag + " stands where a text should.");
    };
  }
}
