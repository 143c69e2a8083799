package dev.tidemill.core.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;

/** Reads serialised objects with the classes that the program sees: by the context class loader. */
public class ProgramObjectInput extends ObjectInputStream {
  private final ClassLoader loader;

  public ProgramObjectInput(byte[] bytes) throws IOException {
    super(new ByteArrayInputStream(bytes));
    ClassLoader ofProgram = Thread.currentThread().getContextClassLoader();
    this.loader = ofProgram == null ? ProgramObjectInput.class.getClassLoader() : ofProgram;
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
}
