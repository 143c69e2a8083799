package dev.tidemill.core.codec;

import dev.tidemill.Tuple2;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes values one after another, with one class table for all of them. Used by one thread.
 *
 * <p>invariant: every definition in {@link #table} stands in the bytes of a record that was written
 * whole; a record that is refused takes its definitions back.
 */
final class ValueWriter {
  /** Deeper values are refused: they would overflow the stack of some thread, now or when read. */
  static final int DEEPEST = 1000;

  private final ByteWriter bytes = new ByteWriter();
  private final Encodings encodings;
  private final Map<Definition, Integer> table = new IdentityHashMap<>();
  private final List<Definition> order = new ArrayList<>();
  private Map<Object, Integer> references = new IdentityHashMap<>();
  private int depth;

  ValueWriter(Encodings encodings) {
    this.encodings = encodings;
  }

  ByteWriter bytes() {
    return bytes;
  }

  /**
   * Writes one record, or nothing.
   *
   * @throws UnencodableException for a value that cannot be encoded, with its path
   * @throws CodecException if the value's own code fails
   */
  void writeRecord(Object record) {
    int definitions = order.size();
    boolean whole = false;
    try {
      write(record);
      whole = true;
    } catch (RuntimeException | StackOverflowError failed) {
      throw refusal(record, failed);
    } finally {
      endRecord(definitions, whole);
    }
  }

  /** As a record that is a {@code Tuple2} of these. */
  void writePair(Object first, Object second) {
    int definitions = order.size();
    boolean whole = false;
    try {
      bytes.write(Tag.TUPLE2);
      write(first, "._1");
      write(second, "._2");
      whole = true;
    } catch (RuntimeException | StackOverflowError failed) {
      throw refusal(new Tuple2<>(first, second), failed);
    } finally {
      endRecord(definitions, whole);
    }
  }

  private static CodecException refusal(Object record, Throwable failed) {
    if (failed instanceof UnencodableException refused) {
      return refused.path().isEmpty() ? refused : refused.within(rootName(record));
    }
    if (failed instanceof CodecException own) {
      return own;
    }
    if (failed instanceof StackOverflowError) {
      return new UnencodableException(
          record.getClass().getName(), Refusals.tooDeep("the stack of this thread"), failed);
    }
    return new CodecException(
        "A value of " + record.getClass().getName() + " failed while it was encoded.", failed);
  }

  private void endRecord(int definitions, boolean whole) {
    if (!whole) {
      takeBack(definitions);
    }
    forgetReferences();
    depth = 0;
  }

  private static String rootName(Object record) {
    String simple = record.getClass().getSimpleName();
    return simple.isEmpty() ? record.getClass().getName() : simple;
  }

  private void takeBack(int definitions) {
    while (order.size() > definitions) {
      table.remove(order.remove(order.size() - 1));
    }
  }

  private void forgetReferences() {
    if (references.size() > 1000) {
      references = new IdentityHashMap<>();
    } else if (!references.isEmpty()) {
      references.clear();
    }
  }

  /** Any value, with its tag. */
  void write(Object value) {
    if (value == null) {
      bytes.write(Tag.NULL);
    } else if (value instanceof String text) {
      bytes.writeString(text);
    } else if (value instanceof Integer number) {
      bytes.write(Tag.INT);
      bytes.writeZigzag(number);
    } else if (value instanceof Tuple2<?, ?> tuple) {
      bytes.write(Tag.TUPLE2);
      write(tuple._1, "._1");
      write(tuple._2, "._2");
    } else if (value instanceof Long number) {
      bytes.write(Tag.LONG);
      bytes.writeZigzag(number);
    } else if (value instanceof Double number) {
      bytes.write(Tag.DOUBLE);
      bytes.writeLong(Double.doubleToRawLongBits(number));
    } else if (value instanceof Boolean truth) {
      bytes.write(truth ? Tag.TRUE : Tag.FALSE);
    } else {
      encodings.toWrite(value.getClass()).write(this, value);
    }
  }

  /** A value inside another. */
  void write(Object value, String part) {
    enter();
    try {
      write(value);
    } catch (UnencodableException refused) {
      throw refused.within(part);
    }
    depth--;
  }

  /** As above; the part of the path is made of a name or a number when it is needed. */
  void writeElement(Object value, int index) {
    enter();
    try {
      write(value);
    } catch (UnencodableException refused) {
      throw refused.within("[" + index + "]");
    }
    depth--;
  }

  private void enter() {
    if (++depth > DEEPEST) {
      throw new UnencodableException(
          "a value inside " + DEEPEST + " others", Refusals.tooDeep(DEEPEST + " levels"), null);
    }
  }

  /** Whether the value was written before in this record, so that a reference to it is enough. */
  boolean writtenBefore(Object value) {
    Integer before = references.putIfAbsent(value, references.size());
    if (before == null) {
      return false;
    }
    bytes.write(Tag.REFERENCE);
    bytes.writeVarint(before);
    return true;
  }

  void writeClass(Definition definition) {
    Integer index = table.putIfAbsent(definition, order.size());
    if (index != null) {
      bytes.writeVarint(index + 1);
      return;
    }
    order.add(definition);
    bytes.writeVarint(0);
    definition.write(bytes);
  }
}
