package dev.tidemill.core.codec;

/** Arrays of numbers: a count, then the elements in their fixed width. */
final class PrimitiveArrays {
  private PrimitiveArrays() {}

  private static void writeShort(ByteWriter out, int value) {
    out.write(value >> 8);
    out.write(value);
  }

  private static short readShort(ByteReader in) {
    int high = in.readByte();
    return (short) (high << 8 | (in.readByte() & 0xff));
  }

  static void write(ByteWriter out, boolean[] value) {
    out.writeVarint(value.length);
    for (boolean element : value) {
      out.write(element ? 1 : 0);
    }
  }

  static boolean[] readBooleans(ByteReader in) {
    boolean[] value = new boolean[in.readCount(1)];
    for (int i = 0; i < value.length; i++) {
      value[i] = in.readByte() != 0;
    }
    return value;
  }

  static void write(ByteWriter out, short[] value) {
    out.writeVarint(value.length);
    for (short element : value) {
      writeShort(out, element);
    }
  }

  static short[] readShorts(ByteReader in) {
    short[] value = new short[in.readCount(2)];
    for (int i = 0; i < value.length; i++) {
      value[i] = readShort(in);
    }
    return value;
  }

  static void write(ByteWriter out, char[] value) {
    out.writeVarint(value.length);
    for (char element : value) {
      writeShort(out, element);
    }
  }

  static char[] readChars(ByteReader in) {
    char[] value = new char[in.readCount(2)];
    for (int i = 0; i < value.length; i++) {
      value[i] = (char) readShort(in);
    }
    return value;
  }

  static void write(ByteWriter out, int[] value) {
    out.writeVarint(value.length);
    for (int element : value) {
      out.writeInt(element);
    }
  }

  static int[] readInts(ByteReader in) {
    int[] value = new int[in.readCount(4)];
    for (int i = 0; i < value.length; i++) {
      value[i] = in.readInt();
    }
    return value;
  }

  static void write(ByteWriter out, long[] value) {
    out.writeVarint(value.length);
    for (long element : value) {
      out.writeLong(element);
    }
  }

  static long[] readLongs(ByteReader in) {
    long[] value = new long[in.readCount(8)];
    for (int i = 0; i < value.length; i++) {
      value[i] = in.readLong();
    }
    return value;
  }

  static void write(ByteWriter out, float[] value) {
    out.writeVarint(value.length);
    for (float element : value) {
      out.writeInt(Float.floatToRawIntBits(element));
    }
  }

  static float[] readFloats(ByteReader in) {
    float[] value = new float[in.readCount(4)];
    for (int i = 0; i < value.length; i++) {
      value[i] = Float.intBitsToFloat(in.readInt());
    }
    return value;
  }

  static void write(ByteWriter out, double[] value) {
    out.writeVarint(value.length);
    for (double element : value) {
      out.writeLong(Double.doubleToRawLongBits(element));
    }
  }

  static double[] readDoubles(ByteReader in) {
    double[] value = new double[in.readCount(8)];
    for (int i = 0; i < value.length; i++) {
      value[i] = Double.longBitsToDouble(in.readLong());
    }
    return value;
  }
}
