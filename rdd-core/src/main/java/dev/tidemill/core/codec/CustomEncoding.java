package dev.tidemill.core.codec;

import dev.tidemill.core.text.Printable;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/** Values that a codec of the program writes, in a frame of their own. */
final class CustomEncoding implements Encoding, Readable {
  private final Definition definition;
  private final TypeCodec<Object> codec;

  @SuppressWarnings("unchecked") // it is asked for values of its own type only
  CustomEncoding(TypeCodec<?> codec) {
    this.codec = (TypeCodec<Object>) codec;
    this.definition = new Definition(Tag.CUSTOM, codec.type(), List.of());
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
    ByteWriter own = new ByteWriter();
    try {
      codec.write(value, new DataOutputStream(own));
    } catch (IOException | RuntimeException failed) {
      throw new UnencodableException(
          definition.type().getName(),
          codec.getClass().getName() + " failed: " + Printable.text(failed),
          failed);
    }
    out.bytes().write(Tag.CUSTOM);
    out.writeClass(definition);
    out.bytes().writeVarint(own.length());
    out.bytes().write(own.array(), 0, own.length());
  }

  @Override
  public Object read(ValueReader in, TableEntry entry) {
    int slot = in.reserve();
    byte[] bytes = in.bytes().readBytes(in.bytes().readCount(1));
    ByteArrayInputStream rest = new ByteArrayInputStream(bytes);
    Object value;
    try {
      value = codec.read(new DataInputStream(rest));
    } catch (IOException | RuntimeException failed) {
      throw new CodecException(
          codec.getClass().getName() + " failed: " + Printable.text(failed), failed);
    }
    if (rest.available() > 0) {
      throw new CodecException(
          codec.getClass().getName()
              + " read "
              + (bytes.length - rest.available())
              + " bytes of the "
              + bytes.length
              + " that were written.");
    }
    if (!definition.type().isInstance(value)) {
      throw new CodecException(
          codec.getClass().getName()
              + " gave "
              + Printable.text(value)
              + " for "
              + definition.type().getName()
              + ".");
    }
    in.keep(slot, value);
    return value;
  }
}
