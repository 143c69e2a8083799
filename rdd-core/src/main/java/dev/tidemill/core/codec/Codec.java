package dev.tidemill.core.codec;

import dev.tidemill.core.text.Printable;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns any record into bytes and back: the JDK's plain values and collections, tuples, enums and
 * records by code of our own, other classes of the program by field name. Fields and components may
 * be added, removed and reordered between writing and reading. The format is drawn at {@link Tag}.
 *
 * <p>Bytes are not trusted: a class is made from them only if this codec has encoded a value of it
 * or a setting names it, and nothing is allocated that is larger than the bytes allow. Changed
 * bytes give another value or a {@link CodecException}; formats that must tell them apart carry a
 * checksum.
 *
 * <p>Thread-safe. Writers, readers and copiers made here are for one thread each.
 */
public final class Codec {
  private final Encodings encodings;

  /**
   * @param allow class names, and package prefixes that end in a dot, that may be made from bytes
   *     before this program has encoded one
   * @param codecs for types of the program
   * @param loader finds the classes that {@code allow} names
   */
  public Codec(List<String> allow, List<TypeCodec<?>> codecs, ClassLoader loader) {
    this.encodings = new Encodings(new ClassRules(allow, loader), codecs);
  }

  /** Without settings: what was encoded can be read. */
  public static Codec plain() {
    return new Codec(List.of(), List.of(), Codec.class.getClassLoader());
  }

  /**
   * As the settings say.
   *
   * @param allow {@code tidemill.codec.allow}
   * @param codecClasses {@code tidemill.codec.class}
   * @throws IllegalArgumentException if a class that is named is no codec
   */
  public static Codec fromSettings(List<String> allow, List<String> codecClasses) {
    ClassLoader ofProgram = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = ofProgram == null ? Codec.class.getClassLoader() : ofProgram;
    List<TypeCodec<?>> codecs = new ArrayList<>();
    for (String name : codecClasses) {
      codecs.add(typeCodec(name, loader));
    }
    return new Codec(allow, codecs, loader);
  }

  /**
   * Allows classes to be made from bytes that come from the same jar or directory as this one: the
   * program's own code.
   */
  public void allowPlaceOf(Class<?> type) {
    encodings.rules().allowPlaceOf(type);
  }

  /** A class whose name in stored bytes is not that of today; it may be made from them. */
  public void rename(String stored, String today) {
    encodings.rules().rename(stored, today);
  }

  private static TypeCodec<?> typeCodec(String name, ClassLoader loader) {
    String asked = "tidemill.codec.class names " + Printable.text(name);
    try {
      Object made = Class.forName(name, true, loader).getConstructor().newInstance();
      if (made instanceof TypeCodec<?> codec) {
        return codec;
      }
    } catch (ClassNotFoundException missing) {
      throw new IllegalArgumentException(asked + ", which is not on the class path.", missing);
    } catch (InvocationTargetException failed) {
      throw new IllegalArgumentException(asked + ", whose constructor failed.", failed.getCause());
    } catch (ReflectiveOperationException | LinkageError unfit) {
      throw new IllegalArgumentException(
          asked + "; it needs a public constructor without arguments.", unfit);
    }
    throw new IllegalArgumentException(asked + ", which does not implement TypeCodec.");
  }

  /**
   * One value, with all that it takes to read it.
   *
   * @throws UnencodableException if a part of it cannot be encoded, naming the part
   */
  public byte[] encode(Object value) {
    ValueWriter writer = new ValueWriter(encodings);
    writer.bytes().write(Tag.VERSION);
    writer.writeRecord(value);
    return writer.bytes().toBytes();
  }

  /**
   * The value in these bytes.
   *
   * @throws CodecException if they are no value, or ask for a class that may not be made
   */
  public Object decode(byte[] bytes) {
    if (bytes.length == 0) {
      throw new CodecException("There are no bytes, so no encoded value.");
    }
    requireVersion(bytes[0]);
    return new ValueReader(encodings).readRecord(bytes, 1, bytes.length - 1);
  }

  /** Many records, whose classes are described once. */
  public RecordWriter writer(OutputStream out) {
    return new RecordWriter(new ValueWriter(encodings), out);
  }

  /** Reads what a {@link #writer} wrote. */
  public RecordReader reader(InputStream in) {
    return new RecordReader(new ValueReader(encodings), in);
  }

  /** The same, of bytes that are there and that nobody changes meanwhile. */
  public RecordReader reader(byte[] bytes) {
    return new RecordReader(new ValueReader(encodings), bytes);
  }

  /** Copies values by encoding them. */
  public Copier copier() {
    return new Copier(encodings);
  }

  static void requireVersion(int version) {
    if (version != Tag.VERSION) {
      throw new CodecException(
          "Encoded values of format "
              + version
              + " cannot be read; this release reads format "
              + Tag.VERSION
              + ".");
    }
  }
}
