package dev.tidemill.core.codec;

import dev.tidemill.Option;
import dev.tidemill.Tuple2;
import dev.tidemill.core.text.Printable;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what {@link ValueWriter} wrote, record by record. Used by one thread. */
final class ValueReader {
  /** Stands for a value whose class is gone, in a field that is skipped. */
  private static final class Gone implements Comparable<Object> {
    static final Gone VALUE = new Gone();

    @Override
    public int compareTo(Object other) {
      return 0;
    }
  }

  private final ByteReader bytes = new ByteReader();
  private final Encodings encodings;
  private final List<TableEntry> table = new ArrayList<>();
  private final List<Object> references = new ArrayList<>();
  private int depth;
  private int skipping;

  ValueReader(Encodings encodings) {
    this.encodings = encodings;
  }

  ByteReader bytes() {
    return bytes;
  }

  /**
   * The record in these bytes, all of them.
   *
   * @throws CodecException if they are no record
   */
  Object readRecord(byte[] from, int offset, int count) {
    bytes.set(from, offset, count);
    depth = 0;
    skipping = 0;
    try {
      Object record = read();
      if (bytes.remaining() > 0) {
        throw new CodecException(
            bytes.remaining() + " bytes follow the encoded value; it was changed.");
      }
      return record;
    } catch (CodecException failed) {
      throw failed;
    } catch (StackOverflowError deep) {
      throw new CodecException("The encoded value is nested too deeply for this thread.", deep);
    } catch (RuntimeException unfit) {
      throw new CodecException("The encoded value is not sound: " + Printable.text(unfit), unfit);
    } finally {
      references.clear();
    }
  }

  /** Any value, with its tag. */
  Object read() {
    if (++depth > ValueWriter.DEEPEST + 1) {
      throw new CodecException(
          "The encoded value is nested deeper than " + ValueWriter.DEEPEST + " levels.");
    }
    Object value = readTagged();
    depth--;
    return value;
  }

  private Object readTagged() {
    int tag = bytes.readByte();
    switch (tag) {
      case Tag.NULL:
        return null;
      case Tag.TRUE:
        return true;
      case Tag.FALSE:
        return false;
      case Tag.INT:
        return Math.toIntExact(bytes.readZigzag());
      case Tag.LONG:
        return bytes.readZigzag();
      case Tag.DOUBLE:
        return Double.longBitsToDouble(bytes.readLong());
      case Tag.STRING_LATIN:
        return bytes.readLatin();
      case Tag.STRING_WIDE:
        return bytes.readWide();
      case Tag.TUPLE2:
        Object first = read();
        return new Tuple2<>(first, read());
      case Tag.REFERENCE:
        return reference(bytes.readVarint());
      case Tag.OPTIONAL:
        return Optional.ofNullable(read());
      case Tag.OPTION:
        return Option.apply(read());
      case Tag.ENTRY:
        Object key = read();
        return Map.entry(key, read());
      case Tag.SIMPLE_ENTRY:
        int slot = reserve();
        Object entryKey = read();
        return keep(slot, new SimpleEntry<>(entryKey, read()));
      case Tag.RECORD, Tag.OBJECT, Tag.OBJECT_LIST, Tag.OBJECT_MAP, Tag.ENUM, Tag.ARRAY, Tag.CUSTOM:
        return readOfProgram(tag);
      default:
        return tag >= JdkValues.FIRST_TAG
            ? JdkValues.read(tag, this)
            : JdkCollections.read(tag, this);
    }
  }

  private Object reference(int index) {
    Object value = index >= 0 && index < references.size() ? references.get(index) : null;
    if (value == null || (value == Gone.VALUE && skipping == 0)) {
      throw new CodecException(
          "The encoded value refers to its part "
              + index
              + ", which is not there; it was changed, or that part's class is gone.");
    }
    return value;
  }

  private Object readOfProgram(int tag) {
    TableEntry entry = readClass();
    if (entry.kind() != tag) {
      throw new CodecException(
          "A value of "
              + Printable.text(entry.typeName())
              + " has the tag of another kind; it was changed.");
    }
    Readable readable;
    try {
      readable = entry.readable(encodings);
    } catch (CodecException gone) {
      if (skipping == 0) {
        throw gone;
      }
      return skipUnknown(entry);
    }
    return readable.read(this, entry);
  }

  private TableEntry readClass() {
    int index = bytes.readVarint();
    if (index != 0) {
      if (index < 0 || index > table.size()) {
        throw new CodecException(
            "The encoded value names class "
                + index
                + " of a table of "
                + table.size()
                + "; it was cut off or changed.");
      }
      return table.get(index - 1);
    }
    int kind = bytes.readByte();
    String typeName = bytes.readString();
    int count = bytes.readCount(2);
    List<String> names = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      names.add(bytes.readString());
    }
    TableEntry entry = new TableEntry(kind, typeName, names);
    table.add(entry);
    return entry;
  }

  /** Reads past a value. */
  void skip() {
    skipping++;
    read();
    skipping--;
  }

  private Object skipUnknown(TableEntry entry) {
    if (entry.kind() != Tag.RECORD && entry.kind() != Tag.ENUM) {
      keep(reserve(), Gone.VALUE);
    }
    for (int i = 0; i < entry.nameCount() && entry.kind() != Tag.ENUM; i++) {
      read();
    }
    switch (entry.kind()) {
      case Tag.ENUM -> bytes.readVarint();
      case Tag.CUSTOM -> bytes.readBytes(bytes.readCount(1));
      case Tag.ARRAY, Tag.OBJECT_LIST -> readElements(new ArrayList<>());
      case Tag.OBJECT_MAP -> {
        int count = bytes.readCount(2);
        for (int i = 0; i < 2L * count; i++) {
          read();
        }
      }
      default -> {
        // A record or an object has nothing after its members.
      }
    }
    return Gone.VALUE;
  }

  /** A value for a place that has a type; null if its class is gone and it is skipped anyway. */
  Object readMember() {
    Object value = read();
    return value == Gone.VALUE ? null : value;
  }

  void readElements(Collection<Object> into) {
    int count = bytes.readCount(1);
    for (int i = 0; i < count; i++) {
      into.add(read());
    }
  }

  void readEntries(Map<Object, Object> into) {
    int count = bytes.readCount(2);
    for (int i = 0; i < count; i++) {
      Object key = read();
      into.put(key, read());
    }
  }

  /** Takes the next number for references; its value follows by {@link #keep}. */
  int reserve() {
    references.add(null);
    return references.size() - 1;
  }

  <V> V keep(int slot, V value) {
    references.set(slot, value);
    return value;
  }
}
