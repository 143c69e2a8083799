package dev.tidemill.core.codec;

import dev.tidemill.core.text.Printable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Records by component name, made by their canonical constructor, so that what it checks holds for
 * values from bytes too. A component that the bytes lack is null, 0 or false.
 */
final class RecordEncoding implements Encoding, Readable {
  private final Definition definition;
  private final Members members;
  private final Constructor<?> constructor;
  private final Object[] absent;

  RecordEncoding(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    List<Field> fields = new ArrayList<>();
    absent = new Object[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        absent[i] = Members.zero(types[i]);
        fields.add(type.getDeclaredField(components[i].getName()));
      }
      constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
    } catch (ReflectiveOperationException | RuntimeException unreachable) {
      throw new CodecException(
          "The record " + type.getName() + " cannot be reached; open its package.", unreachable);
    }
    members = new Members(fields);
    definition =
        new Definition(
            Tag.RECORD, type, Arrays.stream(components).map(RecordComponent::getName).toList());
  }

  @Override
  public Definition definition() {
    return definition;
  }

  @Override
  public void write(ValueWriter out, Object value) {
    out.bytes().write(Tag.RECORD);
    out.writeClass(definition);
    members.write(out, value);
  }

  @Override
  public Object read(ValueReader in, TableEntry entry) {
    Object[] values = absent.clone();
    for (int i = 0; i < entry.nameCount(); i++) {
      int place = entry.place(i);
      if (place < 0) {
        in.skip();
      } else {
        Object value = in.readMember();
        values[place] = value == null ? absent[place] : value;
      }
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException refused) {
      throw new CodecException(
          "The constructor of "
              + definition.type().getName()
              + " refuses the encoded values: "
              + Printable.text(refused.getCause()),
          refused.getCause());
    } catch (ReflectiveOperationException | IllegalArgumentException unfit) {
      throw new CodecException(
          "The encoded values do not fit the components of " + definition.type().getName() + ".",
          unfit);
    }
  }
}
