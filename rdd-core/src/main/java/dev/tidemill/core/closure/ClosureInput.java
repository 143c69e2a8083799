package dev.tidemill.core.closure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;

/** Reads what a {@link ClosureOutput} wrote, with the classes that the program sees. */
final class ClosureInput extends ObjectInputStream {
  private final SharedVariables shared;
  private final ClassLoader loader;

  ClosureInput(byte[] bytes, SharedVariables shared) throws IOException {
    super(new ByteArrayInputStream(bytes));
    this.shared = shared;
    ClassLoader ofProgram = Thread.currentThread().getContextClassLoader();
    this.loader = ofProgram == null ? ClosureInput.class.getClassLoader() : ofProgram;
    enableResolveObject(true);
  }

  @Override
  protected Class<?> resolveClass(ObjectStreamClass described)
      throws IOException, ClassNotFoundException {
    try {
      return Class.forName(described.getName(), false, loader);
    } catch (ClassNotFoundException primitiveOrOurs) {
      return super.resolveClass(described);
    }
  }

  @Override
  protected Object resolveObject(Object object) {
    return shared.fromHandle(object);
  }
}
