package dev.tidemill.core.codec;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Values of the JDK that hold no other values. The tags are part of the stored format. */
final class JdkValues {
  static final int FIRST_TAG = 64;

  private static final Leaf[] BY_TAG = new Leaf[64];
  private static final Map<Class<?>, Encoding> BY_CLASS = new HashMap<>();

  /** Values that may be changed are numbered for references. */
  private record Leaf(boolean mutable, Function<ByteReader, ?> read) {}

  static {
    fixed(64, Byte.class, (out, v) -> out.write(v), in -> (byte) in.readByte());
    fixed(65, Short.class, (out, v) -> out.writeZigzag(v), in -> (short) in.readZigzag());
    fixed(66, Character.class, (out, v) -> out.writeVarint(v), in -> (char) in.readVarint());
    fixed(
        67,
        Float.class,
        (out, v) -> out.writeInt(Float.floatToRawIntBits(v)),
        in -> Float.intBitsToFloat(in.readInt()));
    arrays();
    fixed(
        76,
        BigInteger.class,
        (out, v) -> writeBytes(out, v.toByteArray()),
        in -> new BigInteger(readBytes(in)));
    fixed(77, BigDecimal.class, JdkValues::writeDecimal, JdkValues::readDecimal);
    fixed(
        78,
        UUID.class,
        (out, v) -> {
          out.writeLong(v.getMostSignificantBits());
          out.writeLong(v.getLeastSignificantBits());
        },
        in -> new UUID(in.readLong(), in.readLong()));
    fixed(
        79,
        URI.class,
        (out, v) -> out.writeString(v.toString()),
        in -> URI.create(in.readString()));
    fixed(80, Locale.class, JdkValues::writeLocale, JdkValues::readLocale);
    fixed(
        81,
        Currency.class,
        (out, v) -> out.writeString(v.getCurrencyCode()),
        in -> Currency.getInstance(in.readString()));
    fixed(
        82,
        Pattern.class,
        (out, v) -> {
          out.writeString(v.pattern());
          out.writeVarint(v.flags());
        },
        in -> Pattern.compile(in.readString(), in.readVarint()));
    fixed(
        83, File.class, (out, v) -> out.writeString(v.getPath()), in -> new File(in.readString()));
    fixed(84, OptionalInt.class, JdkValues::writeOptionalInt, JdkValues::readOptionalInt);
    fixed(85, OptionalLong.class, JdkValues::writeOptionalLong, JdkValues::readOptionalLong);
    fixed(86, OptionalDouble.class, JdkValues::writeOptionalDouble, JdkValues::readOptionalDouble);
    times();
    mutable(103, Date.class, (out, v) -> out.writeLong(v.getTime()), in -> new Date(in.readLong()));
    mutable(
        104,
        BitSet.class,
        (out, v) -> writeBytes(out, v.toByteArray()),
        in -> BitSet.valueOf(readBytes(in)));
    mutable(
        105,
        StringBuilder.class,
        (out, v) -> out.writeString(v.toString()),
        in -> new StringBuilder(in.readString()));
    mutable(
        106,
        AtomicInteger.class,
        (out, v) -> out.writeInt(v.get()),
        in -> new AtomicInteger(in.readInt()));
    mutable(
        107,
        AtomicLong.class,
        (out, v) -> out.writeLong(v.get()),
        in -> new AtomicLong(in.readLong()));
    mutable(
        108,
        AtomicBoolean.class,
        (out, v) -> out.write(v.get() ? 1 : 0),
        in -> new AtomicBoolean(in.readByte() != 0));
    only(109, Comparator.naturalOrder());
    only(110, Collections.reverseOrder());
    only(111, String.CASE_INSENSITIVE_ORDER);
    BY_TAG[113 - FIRST_TAG] = new Leaf(true, in -> SqlTimes.readTimestamp(in));
    BY_TAG[114 - FIRST_TAG] = new Leaf(true, in -> SqlTimes.readDate(in));
    fixed(
        112,
        Charset.class,
        (out, v) -> out.writeString(v.name()),
        in -> Charset.forName(in.readString()));
  }

  private JdkValues() {}

  private static void arrays() {
    mutable(68, byte[].class, JdkValues::writeBytes, JdkValues::readBytes);
    mutable(69, boolean[].class, PrimitiveArrays::write, PrimitiveArrays::readBooleans);
    mutable(70, short[].class, PrimitiveArrays::write, PrimitiveArrays::readShorts);
    mutable(71, char[].class, PrimitiveArrays::write, PrimitiveArrays::readChars);
    mutable(72, int[].class, PrimitiveArrays::write, PrimitiveArrays::readInts);
    mutable(73, long[].class, PrimitiveArrays::write, PrimitiveArrays::readLongs);
    mutable(74, float[].class, PrimitiveArrays::write, PrimitiveArrays::readFloats);
    mutable(75, double[].class, PrimitiveArrays::write, PrimitiveArrays::readDoubles);
  }

  private static void times() {
    fixed(
        87,
        LocalDate.class,
        (out, v) -> out.writeZigzag(v.toEpochDay()),
        in -> LocalDate.ofEpochDay(in.readZigzag()));
    fixed(88, LocalTime.class, JdkValues::writeTime, JdkValues::readTime);
    fixed(89, LocalDateTime.class, JdkValues::writeDateTime, JdkValues::readDateTime);
    fixed(
        90,
        Instant.class,
        (out, v) -> {
          out.writeZigzag(v.getEpochSecond());
          out.writeVarint(v.getNano());
        },
        in -> Instant.ofEpochSecond(in.readZigzag(), in.readVarint()));
    fixed(
        91,
        Duration.class,
        (out, v) -> {
          out.writeZigzag(v.getSeconds());
          out.writeVarint(v.getNano());
        },
        in -> Duration.ofSeconds(in.readZigzag(), in.readVarint()));
    fixed(
        92,
        Period.class,
        (out, v) -> {
          out.writeZigzag(v.getYears());
          out.writeZigzag(v.getMonths());
          out.writeZigzag(v.getDays());
        },
        in -> Period.of(readSmall(in), readSmall(in), readSmall(in)));
    fixed(93, ZoneOffset.class, JdkValues::writeOffset, JdkValues::readOffset);
    fixed(
        94, ZoneId.class, (out, v) -> out.writeString(v.getId()), in -> ZoneId.of(in.readString()));
    fixed(
        95,
        ZonedDateTime.class,
        (out, v) -> {
          writeDateTime(out, v.toLocalDateTime());
          writeOffset(out, v.getOffset());
          out.writeString(v.getZone().getId());
        },
        in -> readZoned(in));
    fixed(
        96,
        OffsetDateTime.class,
        (out, v) -> {
          writeDateTime(out, v.toLocalDateTime());
          writeOffset(out, v.getOffset());
        },
        in -> OffsetDateTime.of(readDateTime(in), readOffset(in)));
    fixed(
        97,
        OffsetTime.class,
        (out, v) -> {
          writeTime(out, v.toLocalTime());
          writeOffset(out, v.getOffset());
        },
        in -> OffsetTime.of(readTime(in), readOffset(in)));
    fixed(98, Year.class, (out, v) -> out.writeZigzag(v.getValue()), in -> Year.of(readSmall(in)));
    fixed(
        99,
        YearMonth.class,
        (out, v) -> {
          out.writeZigzag(v.getYear());
          out.writeZigzag(v.getMonthValue());
        },
        in -> YearMonth.of(readSmall(in), readSmall(in)));
    fixed(
        100,
        MonthDay.class,
        (out, v) -> {
          out.writeZigzag(v.getMonthValue());
          out.writeZigzag(v.getDayOfMonth());
        },
        in -> MonthDay.of(readSmall(in), readSmall(in)));
  }

  /** Null if the class is none of these. */
  static Encoding encoding(Class<?> type) {
    if (Encodings.ofJdk(type)) {
      if (type.getName().equals("java.sql.Timestamp")) {
        return mutableEncoding(113, SqlTimes::writeTimestamp);
      }
      if (type.getName().equals("java.sql.Date")) {
        return mutableEncoding(114, SqlTimes::writeDate);
      }
      if (ZoneId.class.isAssignableFrom(type) && type != ZoneOffset.class) {
        return BY_CLASS.get(ZoneId.class);
      }
      if (Charset.class.isAssignableFrom(type)) {
        return BY_CLASS.get(Charset.class);
      }
    }
    return BY_CLASS.get(type);
  }

  static Object read(int tag, ValueReader in) {
    Leaf leaf = BY_TAG[tag - FIRST_TAG];
    if (leaf == null) {
      throw new CodecException("Tag " + tag + " is not known; the value was changed.");
    }
    if (!leaf.mutable()) {
      return leaf.read().apply(in.bytes());
    }
    int slot = in.reserve();
    return in.keep(slot, leaf.read().apply(in.bytes()));
  }

  @SuppressWarnings("unchecked") // each encoding is asked for values of its class only
  private static <T> void fixed(
      int tag, Class<T> type, BiConsumer<ByteWriter, T> write, Function<ByteReader, T> read) {
    BY_TAG[tag - FIRST_TAG] = new Leaf(false, read);
    BY_CLASS.put(
        type,
        (out, value) -> {
          out.bytes().write(tag);
          write.accept(out.bytes(), (T) value);
        });
  }

  @SuppressWarnings("unchecked") // each encoding is asked for values of its class only
  private static <T> void mutable(
      int tag, Class<T> type, BiConsumer<ByteWriter, T> write, Function<ByteReader, T> read) {
    BY_TAG[tag - FIRST_TAG] = new Leaf(true, read);
    BY_CLASS.put(type, mutableEncoding(tag, (out, value) -> write.accept(out, (T) value)));
  }

  private static Encoding mutableEncoding(int tag, BiConsumer<ByteWriter, Object> write) {
    return (out, value) -> {
      if (!out.writtenBefore(value)) {
        out.bytes().write(tag);
        write.accept(out.bytes(), value);
      }
    };
  }

  /** A class with one instance. */
  private static void only(int tag, Object instance) {
    BY_TAG[tag - FIRST_TAG] = new Leaf(false, in -> instance);
    BY_CLASS.put(instance.getClass(), (out, value) -> out.bytes().write(tag));
  }

  private static int readSmall(ByteReader in) {
    return Math.toIntExact(in.readZigzag());
  }

  static void writeBytes(ByteWriter out, byte[] value) {
    out.writeVarint(value.length);
    out.write(value, 0, value.length);
  }

  static byte[] readBytes(ByteReader in) {
    return in.readBytes(in.readCount(1));
  }

  private static void writeDecimal(ByteWriter out, BigDecimal value) {
    out.writeZigzag(value.scale());
    writeBytes(out, value.unscaledValue().toByteArray());
  }

  private static BigDecimal readDecimal(ByteReader in) {
    int scale = readSmall(in);
    return new BigDecimal(new BigInteger(readBytes(in)), scale);
  }

  /** By language tag where that says all, else by its three old parts. */
  private static void writeLocale(ByteWriter out, Locale value) {
    String tag = value.toLanguageTag();
    if (Locale.forLanguageTag(tag).equals(value)) {
      out.writeString(tag);
      return;
    }
    if (!value.getScript().isEmpty() || value.hasExtensions()) {
      throw new UnencodableException(
          Locale.class.getName(), value + " has no language tag; keep its parts as text.", null);
    }
    out.writeString("");
    out.writeString(value.getLanguage());
    out.writeString(value.getCountry());
    out.writeString(value.getVariant());
  }

  private static Locale readLocale(ByteReader in) {
    String tag = in.readString();
    return tag.isEmpty()
        ? new Locale(in.readString(), in.readString(), in.readString())
        : Locale.forLanguageTag(tag);
  }

  private static void writeOptionalInt(ByteWriter out, OptionalInt value) {
    out.write(value.isPresent() ? 1 : 0);
    out.writeInt(value.orElse(0));
  }

  private static OptionalInt readOptionalInt(ByteReader in) {
    boolean present = in.readByte() != 0;
    int value = in.readInt();
    return present ? OptionalInt.of(value) : OptionalInt.empty();
  }

  private static void writeOptionalLong(ByteWriter out, OptionalLong value) {
    out.write(value.isPresent() ? 1 : 0);
    out.writeLong(value.orElse(0));
  }

  private static OptionalLong readOptionalLong(ByteReader in) {
    boolean present = in.readByte() != 0;
    long value = in.readLong();
    return present ? OptionalLong.of(value) : OptionalLong.empty();
  }

  private static void writeOptionalDouble(ByteWriter out, OptionalDouble value) {
    out.write(value.isPresent() ? 1 : 0);
    out.writeLong(Double.doubleToRawLongBits(value.orElse(0)));
  }

  private static OptionalDouble readOptionalDouble(ByteReader in) {
    boolean present = in.readByte() != 0;
    double value = Double.longBitsToDouble(in.readLong());
    return present ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private static void writeTime(ByteWriter out, LocalTime value) {
    out.writeVarlong(value.toNanoOfDay());
  }

  private static LocalTime readTime(ByteReader in) {
    return LocalTime.ofNanoOfDay(in.readVarlong());
  }

  private static void writeDateTime(ByteWriter out, LocalDateTime value) {
    out.writeZigzag(value.toLocalDate().toEpochDay());
    writeTime(out, value.toLocalTime());
  }

  private static LocalDateTime readDateTime(ByteReader in) {
    LocalDate date = LocalDate.ofEpochDay(in.readZigzag());
    return LocalDateTime.of(date, readTime(in));
  }

  /** The offset chooses among the two times when clocks are set back. */
  private static ZonedDateTime readZoned(ByteReader in) {
    LocalDateTime time = readDateTime(in);
    ZoneOffset offset = readOffset(in);
    return ZonedDateTime.ofLocal(time, ZoneId.of(in.readString()), offset);
  }

  private static void writeOffset(ByteWriter out, ZoneOffset value) {
    out.writeZigzag(value.getTotalSeconds());
  }

  private static ZoneOffset readOffset(ByteReader in) {
    return ZoneOffset.ofTotalSeconds(readSmall(in));
  }
}
