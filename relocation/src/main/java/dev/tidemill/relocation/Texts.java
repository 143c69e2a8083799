package dev.tidemill.relocation;

import java.util.StringJoiner;
import org.objectweb.asm.Type;

/** Names of members for readers. */
final class Texts {
  private Texts() {}

  static String method(String owner, String name, String descriptor) {
    String place = owner.replace('/', '.');
    return name.equals("<init>")
        ? place + parameters(descriptor)
        : place + "." + name + parameters(descriptor) + " -> " + result(descriptor);
  }

  static String field(String owner, String name, String descriptor) {
    return owner.replace('/', '.') + "." + name + ": " + Type.getType(descriptor).getClassName();
  }

  /** Of a key such as {@code call(Ljava/lang/Object;)V}. */
  static String signature(String key) {
    int open = key.indexOf('(');
    String descriptor = key.substring(open);
    return key.substring(0, open) + parameters(descriptor) + " -> " + result(descriptor);
  }

  static String result(String descriptor) {
    return Type.getReturnType(descriptor).getClassName();
  }

  private static String parameters(String descriptor) {
    StringJoiner parameters = new StringJoiner(", ", "(", ")");
    for (Type parameter : Type.getArgumentTypes(descriptor)) {
      parameters.add(parameter.getClassName());
    }
    return parameters.toString();
  }

  /** What a class of ours was called in the legacy engine. */
  static String legacy(String ours) {
    String rest = ours.substring(LegacyNames.OURS.length());
    return rest.matches("Option|Tuple\\d+") ? LegacyNames.SCALA + rest : LegacyNames.LEGACY + rest;
  }
}
