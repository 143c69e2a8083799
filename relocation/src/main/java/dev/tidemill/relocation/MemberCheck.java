package dev.tidemill.relocation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.objectweb.asm.ClassReader;

/**
 * Finds what a compiled program uses of the legacy engine that Tidemill does not have: classes,
 * constructors, methods and fields by their exact descriptors, as the JVM looks for them, and types
 * that cannot be extended or implemented. Nothing of the program is loaded.
 */
public final class MemberCheck {
  private MemberCheck() {}

  /**
   * Of a program's jar, or directory of classes.
   *
   * @throws IOException if it cannot be read
   */
  public static MemberReport of(Path jar) throws IOException {
    return of(List.of(jar), MemberCheck.class.getClassLoader());
  }

  /**
   * Of a program in several jars.
   *
   * @param ours where Tidemill's classes are found
   * @throws IOException if one cannot be read
   */
  public static MemberReport of(Collection<Path> jars, ClassLoader ours) throws IOException {
    try (ProgramJars program = new ProgramJars(jars)) {
      ClassShapes shapes = new ClassShapes(program, ours);
      Findings findings = new Findings(shapes);
      program.forEachClass(
          path -> !path.startsWith(LegacyNames.SCALA),
          (path, bytes) -> {
            if (!isOurs(path, ours)) {
              read(path, bytes, findings);
            }
          });
      return findings.report();
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  /** Whether what the program brings along is not used, since we have a class of that name. */
  private static boolean isOurs(String path, ClassLoader ours) {
    String relocated = LegacyNames.relocate(path.substring(0, path.length() - ".class".length()));
    return relocated.startsWith(LegacyNames.OURS) && ours.getResource(relocated + ".class") != null;
  }

  private static void read(String path, byte[] bytes, Findings findings) throws IOException {
    findings.beginClass();
    try {
      ClassFiles.reader(path, bytes).accept(new ClassUses(findings), ClassReader.SKIP_FRAMES);
    } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
      throw new IOException(path + " is a damaged class file: " + unreadable, unreadable);
    }
  }
}
