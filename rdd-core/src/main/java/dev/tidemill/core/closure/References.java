package dev.tidemill.core.closure;

import dev.tidemill.core.closure.Reference.How;
import dev.tidemill.core.text.Printable;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names what an object refers to, as a person would say it: captured arguments of a lambda, fields,
 * elements, entries. Classes of the JDK are not opened: collections are walked, and what else they
 * hold {@link Probe} knows, without names.
 */
final class References {
  /** What refers to nothing, and is met too often to be looked at. */
  private static final Set<Class<?>> PLAIN =
      Set.of(String.class, Integer.class, Long.class, Double.class, Boolean.class);

  private final Object owner;
  private final List<Reference> found = new ArrayList<>();
  private boolean complete = true;

  private References(Object owner) {
    this.owner = owner;
  }

  static List<Reference> of(Object object, Probe.Finding finding) {
    // Unmodifiable collections write another form of themselves that shows nothing.
    boolean shown = ofJdk(object.getClass()) && !(finding.form() instanceof SerializedLambda);
    References references = new References(shown ? object : finding.form());
    references.look();
    if (!references.complete) {
      for (Object part : finding.parts()) {
        references.add(How.HIDDEN, "", part);
      }
    }
    return references.found;
  }

  private void look() {
    if (owner instanceof SerializedLambda lambda) {
      lookInto(lambda);
    } else if (owner.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(owner); i++) {
        add(How.ELEMENT, String.valueOf(i), Array.get(owner, i));
      }
    } else {
      Class<?> level = owner.getClass();
      while (level != null && !ofJdk(level)) {
        lookIntoFields(level);
        level = level.getSuperclass();
      }
      if (level != null && level != Object.class) {
        lookIntoJdk(level);
      }
    }
  }

  static boolean ofJdk(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  private void add(How how, String name, Object target) {
    add(new Reference(how, name, Object.class, target));
  }

  private void add(Reference reference) {
    if (reference.target() != null && !PLAIN.contains(reference.target().getClass())) {
      found.add(reference);
    }
  }

  /** The object that an instance method belongs to comes first. */
  private void lookInto(SerializedLambda lambda) {
    boolean bound =
        lambda.getCapturedArgCount() > 0
            && lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic
            && lambda.getImplMethodKind() != MethodHandleInfo.REF_newInvokeSpecial;
    if (bound) {
      String method = lambda.getImplMethodName();
      add(method.startsWith("lambda$") ? How.THIS : How.RECEIVER, method, lambda.getCapturedArg(0));
    }
    int first = bound ? 1 : 0;
    for (int i = first; i < lambda.getCapturedArgCount(); i++) {
      add(How.ARGUMENT, String.valueOf(i - first + 1), lambda.getCapturedArg(i));
    }
  }

  /** The fields that a stream would write. */
  private void lookIntoFields(Class<?> level) {
    ObjectStreamClass description = ObjectStreamClass.lookup(level);
    if (description == null) {
      return; // a superclass that is not Serializable is not written
    }
    for (ObjectStreamField written : description.getFields()) {
      if (!written.isPrimitive()) {
        complete &= lookIntoField(level, written.getName());
      }
    }
  }

  /**
   * False if the class names something that is no field of it, or its module does not let us in.
   */
  private boolean lookIntoField(Class<?> level, String name) {
    try {
      Field field = level.getDeclaredField(name);
      if (!field.trySetAccessible()) {
        return false;
      }
      String shown = field.isSynthetic() ? name.substring(name.indexOf('$') + 1) : name;
      add(new Reference(how(field), shown, field.getType(), field.get(owner)));
      return true;
    } catch (NoSuchFieldException invented) {
      return false;
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static How how(Field field) {
    if (!field.isSynthetic()) {
      return How.FIELD;
    }
    return field.getName().startsWith("this$") ? How.THIS : How.VARIABLE;
  }

  private void lookIntoJdk(Class<?> level) {
    if (owner instanceof Map<?, ?> map && Map.class.isAssignableFrom(level)) {
      int place = 0;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        add(How.ELEMENT, "key " + place++, entry.getKey());
        add(How.ELEMENT, Printable.text(entry.getKey()), entry.getValue());
      }
    } else if (owner instanceof Collection<?> some && Collection.class.isAssignableFrom(level)) {
      int place = 0;
      for (Object element : some) {
        add(How.ELEMENT, String.valueOf(place++), element);
      }
    }
    complete = false; // a comparator, say; or it is no collection at all
  }
}
