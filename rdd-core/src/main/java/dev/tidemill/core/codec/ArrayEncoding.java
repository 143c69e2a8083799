package dev.tidemill.core.codec;

import java.lang.reflect.Array;
import java.util.List;

/** Arrays of objects, of any number of dimensions. */
final class ArrayEncoding implements Encoding, Readable {
  private final Definition definition;

  ArrayEncoding(Class<?> component) {
    definition = new Definition(Tag.ARRAY, component, List.of());
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
    Object[] elements = (Object[]) value;
    out.bytes().write(Tag.ARRAY);
    out.writeClass(definition);
    out.bytes().writeVarint(elements.length);
    for (int i = 0; i < elements.length; i++) {
      out.writeElement(elements[i], i);
    }
  }

  @Override
  public Object read(ValueReader in, TableEntry entry) {
    int slot = in.reserve();
    int count = in.bytes().readCount(1);
    Object[] elements = (Object[]) Array.newInstance(definition.type(), count);
    in.keep(slot, elements);
    for (int i = 0; i < count; i++) {
      Object element = in.readMember();
      if (element != null && !definition.type().isInstance(element)) {
        throw new CodecException(
            "An array of "
                + definition.type().getName()
                + " cannot hold a "
                + element.getClass().getName()
                + "; the value was changed.");
      }
      elements[i] = element;
    }
    return elements;
  }
}
