package dev.tidemill.core.codec;

import dev.tidemill.core.text.Printable;
import java.util.List;

/**
 * A class as the bytes define it, and the class of this program that it stands for. That is looked
 * up with the first value, and refused then, since fields that are skipped may name classes that
 * are gone.
 */
final class TableEntry {
  private final int kind;
  private final String typeName;
  private final List<String> names;
  private Readable readable;
  private int[] places;

  TableEntry(int kind, String typeName, List<String> names) {
    this.kind = kind;
    this.typeName = typeName;
    this.names = names;
  }

  /**
   * How its values are made.
   *
   * @throws CodecException if the class may not be made from bytes, is gone, or is of another kind
   */
  Readable readable(Encodings encodings) {
    if (readable == null) {
      Encoding found = encoding(encodings);
      if (!(found instanceof Readable now) || now.definition().kind() != kind) {
        throw new CodecException(
            Printable.text(typeName)
                + " cannot be read as what it was when it was written (a record, an enum, a plain"
                + " object or a collection); keep its kind, or give a TypeCodec.");
      }
      places = new int[names.size()];
      for (int i = 0; i < places.length; i++) {
        places[i] = now.definition().names().indexOf(names.get(i));
      }
      readable = now;
    }
    return readable;
  }

  private Encoding encoding(Encodings encodings) {
    ClassRules rules = encodings.rules();
    if (kind == Tag.ARRAY) {
      return new ArrayEncoding(ArrayTypes.component(typeName, rules));
    }
    if (kind == Tag.ENUM && typeName.startsWith("java.")) {
      Class<?> type = ArrayTypes.ofJdk(typeName);
      if (!type.isEnum()) {
        throw new CodecException(typeName + " is no enum; the value was changed.");
      }
      return encodings.toRead(type);
    }
    return encodings.toRead(rules.require(typeName));
  }

  int kind() {
    return kind;
  }

  String typeName() {
    return typeName;
  }

  int nameCount() {
    return names.size();
  }

  String name(int index) {
    if (index < 0 || index >= names.size()) {
      throw new CodecException(
          Printable.text(typeName)
              + " has no constant "
              + index
              + "; the value was cut off or changed.");
    }
    return names.get(index);
  }

  /** Where the class has the member with the name that the bytes have at this index, or -1. */
  int place(int index) {
    return places[index];
  }
}
