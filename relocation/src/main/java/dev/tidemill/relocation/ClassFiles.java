package dev.tidemill.relocation;

import java.io.IOException;
import org.objectweb.asm.ClassReader;

/** Opens class files, and says which one it is that cannot be read. */
final class ClassFiles {
  private ClassFiles() {}

  /**
   * @throws IOException if the bytes are no class file, or one of a newer Java than is known here
   */
  static ClassReader reader(String path, byte[] bytes) throws IOException {
    try {
      return new ClassReader(bytes);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException unreadable) {
      throw new IOException(
          path + " is no class file that can be read here: " + unreadable.getMessage(), unreadable);
    }
  }
}
