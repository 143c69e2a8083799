package dev.tidemill.core.codec;

import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Objects of the program by field name: a field that the bytes lack keeps what the constructor
 * without arguments gave it, or is null, 0 or false; one that the class lacks is skipped. Classes
 * of the program that extend a collection are encoded by their fields and their elements.
 */
final class ObjectEncoding implements Encoding, Readable {
  private final Definition definition;
  private final Members members;
  private final Supplier<Object> instances;

  private ObjectEncoding(Class<?> type, int kind, Members members) {
    this.members = members;
    this.definition = new Definition(kind, type, members.names());
    this.instances = Instances.of(type);
  }

  static Encoding of(Class<?> type, int kind) {
    try {
      return new ObjectEncoding(type, kind, Members.of(type));
    } catch (UnencodableException refused) {
      String name = refused.typeName();
      return (out, value) -> {
        throw new UnencodableException(name, refused.getMessage(), refused);
      };
    }
  }

  @Override
  public Definition definition() {
    return definition;
  }

  @Override
  public void write(ValueWriter out, Object value) {
    if (out.writtenBefore(value)) {
      return;
    }
    out.bytes().write(definition.kind());
    out.writeClass(definition);
    members.write(out, value);
    if (definition.kind() == Tag.OBJECT_LIST) {
      writeElements(out, (Collection<?>) value);
    } else if (definition.kind() == Tag.OBJECT_MAP) {
      writeEntries(out, (Map<?, ?>) value);
    }
  }

  static void writeElements(ValueWriter out, Collection<?> elements) {
    int count = elements.size();
    out.bytes().writeVarint(count);
    int written = 0;
    for (Object element : elements) {
      out.writeElement(element, written++);
    }
    requireUnchanged(count, written);
  }

  static void writeEntries(ValueWriter out, Map<?, ?> map) {
    int count = map.size();
    out.bytes().writeVarint(count);
    int written = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.write(entry.getKey(), ".key");
      out.writeElement(entry.getValue(), written++);
    }
    requireUnchanged(count, written);
  }

  private static void requireUnchanged(int count, int written) {
    if (count != written) {
      throw new ConcurrentModificationException(
          "A collection of " + count + " elements had " + written + " while it was encoded.");
    }
  }

  @Override
  public Object read(ValueReader in, TableEntry entry) {
    int slot = in.reserve();
    Object made = instances.get();
    in.keep(slot, made);
    for (int i = 0; i < entry.nameCount(); i++) {
      int place = entry.place(i);
      if (place < 0) {
        in.skip();
      } else {
        members.set(place, made, in.readMember());
      }
    }
    if (definition.kind() == Tag.OBJECT_LIST) {
      @SuppressWarnings("unchecked") // what it held when it was written
      Collection<Object> elements = (Collection<Object>) made;
      elements.clear();
      in.readElements(elements);
    } else if (definition.kind() == Tag.OBJECT_MAP) {
      @SuppressWarnings("unchecked") // what it held when it was written
      Map<Object, Object> map = (Map<Object, Object>) made;
      map.clear();
      in.readEntries(map);
    }
    return made;
  }
}
