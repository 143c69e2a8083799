package dev.tidemill.core.codec;

import java.sql.Date;
import java.sql.Timestamp;

/** Times of java.sql; apart, since a JDK may come without that module. */
final class SqlTimes {
  private SqlTimes() {}

  static void writeTimestamp(ByteWriter out, Object value) {
    Timestamp time = (Timestamp) value;
    out.writeZigzag(Math.floorDiv(time.getTime(), 1000L));
    out.writeVarint(time.getNanos());
  }

  static Timestamp readTimestamp(ByteReader in) {
    Timestamp time = new Timestamp(Math.multiplyExact(in.readZigzag(), 1000L));
    time.setNanos(in.readVarint());
    return time;
  }

  static void writeDate(ByteWriter out, Object value) {
    out.writeLong(((Date) value).getTime());
  }

  static Date readDate(ByteReader in) {
    return new Date(in.readLong());
  }
}
