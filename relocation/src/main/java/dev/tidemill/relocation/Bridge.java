package dev.tidemill.relocation;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Type;

/**
 * A legacy method that we have in another form, and the static method of {@link Bridges} that is
 * called in its place.
 *
 * @param method its name there
 * @param descriptor there, with the receiver in front
 */
record Bridge(String method, String descriptor) {
  static final String PLACE = Type.getInternalName(Bridges.class);

  private static final Map<String, Bridge> ALL = readAll();

  /** The bridge for a method that a legacy program calls, by its names there; null if none. */
  static Bridge of(String owner, String name, String descriptor) {
    if (!owner.startsWith(LegacyNames.LEGACY)) {
      return null;
    }
    return ALL.get(
        key(LegacyNames.relocate(owner), name, NameRemapper.INSTANCE.mapMethodDesc(descriptor)));
  }

  private static String key(String owner, String name, String descriptor) {
    return owner + "." + name + descriptor;
  }

  private static Map<String, Bridge> readAll() {
    Map<String, Bridge> all = new HashMap<>();
    for (Method method : Bridges.class.getMethods()) {
      if (method.getDeclaringClass() != Bridges.class) {
        continue;
      }
      Type[] parameters = Type.getArgumentTypes(method);
      Type[] withoutReceiver = new Type[parameters.length - 1];
      System.arraycopy(parameters, 1, withoutReceiver, 0, withoutReceiver.length);
      all.put(
          key(
              parameters[0].getInternalName(),
              method.getName(),
              Type.getMethodDescriptor(Type.getReturnType(method), withoutReceiver)),
          new Bridge(method.getName(), Type.getMethodDescriptor(method)));
    }
    return Map.copyOf(all);
  }
}
