package dev.tidemill.core.codec;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes in memory that grow as they are written. Used by one thread. */
final class ByteWriter extends OutputStream {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final int KEPT = 1 << 20;

  private byte[] bytes = new byte[64];
  private int length;

  /** Makes room for {@code more} bytes. */
  private void room(int more) {
    if (bytes.length - length < more) {
      grow(more);
    }
  }

  private void grow(int more) {
    long needed = (long) length + more;
    if (needed > Integer.MAX_VALUE - 16) {
      throw new CodecException(
          "A record takes more than 2 GiB encoded; keep smaller records (a value for each element"
              + " in place of one large collection, say).");
    }
    bytes =
        Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 16, Math.max(needed, 2L * length)));
  }

  @Override
  public void write(int value) {
    room(1);
    bytes[length++] = (byte) value;
  }

  @Override
  public void write(byte[] from, int offset, int count) {
    room(count);
    System.arraycopy(from, offset, bytes, length, count);
    length += count;
  }

  void writeInt(int value) {
    room(4);
    INTS.set(bytes, length, value);
    length += 4;
  }

  void writeLong(long value) {
    room(8);
    LONGS.set(bytes, length, value);
    length += 8;
  }

  /** Seven bits a byte, lowest first; the top bit says that another follows. */
  void writeVarint(int value) {
    room(5);
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  void writeVarlong(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** Small numbers of either sign take few bytes. */
  void writeZigzag(long value) {
    writeVarlong((value << 1) ^ (value >> 63));
  }

  /** A whole value: tag, length, characters. */
  void writeString(String text) {
    int count = text.length();
    int start = length;
    write(Tag.STRING_LATIN);
    writeVarint(count);
    room(count);
    int seen = 0;
    byte[] to = bytes;
    int at = length;
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      seen |= c;
      to[at + i] = (byte) c;
    }
    length = at + count;
    if (seen > 0xff) {
      length = start;
      writeWide(text);
    }
  }

  private void writeWide(String text) {
    int count = text.length();
    write(Tag.STRING_WIDE);
    writeVarint(count);
    room(Math.multiplyExact(count, 2));
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      bytes[length++] = (byte) (c >> 8);
      bytes[length++] = (byte) c;
    }
  }

  int length() {
    return length;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** The bytes themselves, valid until the next write; {@link #length} says how many. */
  byte[] array() {
    return bytes;
  }

  /** Forgets what was written, and the memory of an unusually large record. */
  void clear() {
    length = 0;
    if (bytes.length > KEPT) {
      bytes = new byte[64];
    }
  }
}
