package dev.tidemill.core.codec;

import dev.tidemill.core.text.Printable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Constants by name: their order may change. */
final class EnumEncoding implements Encoding, Readable {
  private final Definition definition;
  private final Map<String, Object> constants = new HashMap<>();

  EnumEncoding(Class<?> type) {
    Object[] all = type.getEnumConstants();
    definition =
        new Definition(
            Tag.ENUM, type, Arrays.stream(all).map(one -> ((Enum<?>) one).name()).toList());
    for (Object one : all) {
      constants.put(((Enum<?>) one).name(), one);
    }
  }

  @Override
  public Definition definition() {
    return definition;
  }

  @Override
  public void write(ValueWriter out, Object value) {
    out.bytes().write(Tag.ENUM);
    out.writeClass(definition);
    out.bytes().writeVarint(((Enum<?>) value).ordinal());
  }

  @Override
  public Object read(ValueReader in, TableEntry entry) {
    String name = entry.name(in.bytes().readVarint());
    Object constant = constants.get(name);
    if (constant == null) {
      throw new CodecException(
          definition.type().getName()
              + " has no constant "
              + Printable.text(name)
              + " any more; keep constants that are stored.");
    }
    return constant;
  }
}
