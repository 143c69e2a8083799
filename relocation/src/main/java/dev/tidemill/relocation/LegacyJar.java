package dev.tidemill.relocation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.objectweb.asm.ClassReader;

/** Tells programs of the legacy engine from others. */
public final class LegacyJar {
  private static final int CLASS = 7;
  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD_TYPE = 16;

  private LegacyJar() {}

  /**
   * Whether a class of the jar uses a class of the legacy engine. Classes of the engine itself that
   * lie in the jar do not count, so neither does a jar of the engine. Jars that its manifest names
   * are looked at, too.
   *
   * @param jar or a directory of classes
   * @throws IOException if it cannot be read
   */
  public static boolean isLegacy(Path jar) throws IOException {
    AtomicBoolean uses = new AtomicBoolean();
    try (ProgramJars jars = new ProgramJars(List.of(jar))) {
      jars.forEachClass(
          path -> !uses.get() && !path.startsWith(LegacyNames.LEGACY),
          (path, bytes) -> uses.set(usesLegacy(path, bytes)));
    }
    return uses.get();
  }

  private static boolean usesLegacy(String path, byte[] bytes) throws IOException {
    ClassReader reader = ClassFiles.reader(path, bytes);
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int item = 1; item < reader.getItemCount(); item++) {
      int offset = reader.getItem(item);
      if (offset == 0) {
        continue; // the second half of a long or double
      }
      String text =
          switch (reader.readByte(offset - 1)) {
            case CLASS, METHOD_TYPE -> reader.readUTF8(offset, buffer);
            case NAME_AND_TYPE -> reader.readUTF8(offset + 2, buffer);
            default -> "";
          };
      if (text.startsWith(LegacyNames.LEGACY) || text.contains("L" + LegacyNames.LEGACY)) {
        return true;
      }
    }
    return false;
  }
}
