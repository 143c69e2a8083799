package dev.tidemill.core.codec;

import dev.tidemill.Option;
import dev.tidemill.Tuple2;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds out, once for each class, how its values are encoded. Thread-safe. */
final class Encodings {
  /** What {@link ValueWriter} and {@link ValueReader} do themselves. */
  private static final List<Class<?>> FIXED =
      List.of(String.class, Integer.class, Long.class, Double.class, Boolean.class, Tuple2.class);

  private final ClassRules rules;
  private final Map<Class<?>, TypeCodec<?>> custom = new HashMap<>();
  private final Map<Class<?>, Encoding> known = new ConcurrentHashMap<>();

  Encodings(ClassRules rules, List<TypeCodec<?>> codecs) {
    this.rules = rules;
    for (TypeCodec<?> codec : codecs) {
      Class<?> type = codec.type();
      if (FIXED.contains(type)) {
        throw new IllegalArgumentException(
            codec.getClass().getName()
                + " is a codec for "
                + type.getName()
                + ", which is built in; give codecs for types of your own.");
      }
      TypeCodec<?> other = custom.put(type, codec);
      if (other != null) {
        throw new IllegalArgumentException(
            "Two codecs for "
                + type.getName()
                + ": "
                + other.getClass().getName()
                + " and "
                + codec.getClass().getName()
                + "; give one.");
      }
      rules.saw(type);
    }
  }

  Encoding toWrite(Class<?> type) {
    Encoding found = known.get(type);
    if (found == null) {
      found = find(type);
      rules.saw(type);
      if (found instanceof EnumEncoding constants) {
        rules.saw(constants.definition().type()); // that of a constant with a body is another
      }
      known.put(type, found);
    }
    return found;
  }

  /** Of a class that may be made from bytes. */
  Encoding toRead(Class<?> type) {
    return known.computeIfAbsent(type, this::find);
  }

  ClassRules rules() {
    return rules;
  }

  static boolean ofJdk(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  private Encoding find(Class<?> type) {
    TypeCodec<?> codec = custom.get(type);
    if (codec != null) {
      return new CustomEncoding(codec);
    }
    if (WritableCodec.encodes(type)) {
      return hasPlainConstructor(type)
          ? new CustomEncoding(WritableCodec.of(type))
          : refused(type, "it has no constructor without arguments, so Hadoop could not read it.");
    }
    Encoding built = JdkValues.encoding(type);
    if (built == null) {
      built = JdkCollections.encoding(type);
    }
    if (built == null) {
      built = container(type);
    }
    if (built != null) {
      return built;
    }
    if (type.isEnum() || (type.getSuperclass() != null && type.getSuperclass().isEnum())) {
      return new EnumEncoding(type.isEnum() ? type : type.getSuperclass());
    }
    if (type.isArray()) {
      rules.saw(type.getComponentType());
      return new ArrayEncoding(type.getComponentType());
    }
    if (ofJdk(type)) {
      return refused(type, Refusals.ofJdk());
    }
    return ofProgram(type);
  }

  private static Encoding container(Class<?> type) {
    if (type == Optional.class) {
      return (out, value) -> {
        out.bytes().write(Tag.OPTIONAL);
        out.write(((Optional<?>) value).orElse(null), ".value");
      };
    }
    if (type == Option.class) {
      return (out, value) -> {
        out.bytes().write(Tag.OPTION);
        Option<?> option = (Option<?>) value;
        out.write(option.isEmpty() ? null : option.get(), ".value");
      };
    }
    if (ofJdk(type) && Map.Entry.class.isAssignableFrom(type)) {
      boolean fixed = type == Map.entry("", "").getClass();
      return (out, value) -> {
        if (!fixed && out.writtenBefore(value)) {
          return;
        }
        Map.Entry<?, ?> entry = (Map.Entry<?, ?>) value;
        out.bytes().write(fixed ? Tag.ENTRY : Tag.SIMPLE_ENTRY);
        out.write(entry.getKey(), ".key");
        out.write(entry.getValue(), ".value");
      };
    }
    return null;
  }

  private Encoding ofProgram(Class<?> type) {
    if (ClassRules.never(type.getName())) {
      return refused(type, Refusals.of(type).orElseGet(Refusals::ofJdk));
    }
    if (type.isRecord()) {
      return new RecordEncoding(type);
    }
    boolean map = Map.class.isAssignableFrom(type);
    if ((map || Collection.class.isAssignableFrom(type)) && hasPlainConstructor(type)) {
      return ObjectEncoding.of(type, map ? Tag.OBJECT_MAP : Tag.OBJECT_LIST);
    }
    Optional<String> reason = Refusals.of(type);
    if (reason.isPresent()) {
      return refused(type, reason.get());
    }
    return ObjectEncoding.of(type, Tag.OBJECT);
  }

  private static boolean hasPlainConstructor(Class<?> type) {
    for (var constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 0) {
        return true;
      }
    }
    return false;
  }

  static Encoding refused(Class<?> type, String reason) {
    return (out, value) -> {
      throw new UnencodableException(type.getName(), reason, null);
    };
  }
}
