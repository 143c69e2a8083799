package dev.tidemill.core.codec;

import java.util.List;

/**
 * What the class table says of a class of the program.
 *
 * @param kind one of the tags that are followed by a class
 * @param type the class itself; of the elements for {@link Tag#ARRAY}
 * @param names of fields, components or constants, in the order in which they are written
 */
record Definition(int kind, Class<?> type, List<String> names) {

  void write(ByteWriter out) {
    out.write(kind);
    out.writeString(type.getName());
    out.writeVarint(names.size());
    names.forEach(out::writeString);
  }
}
