package dev.tidemill.launcher.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;

/**
 * What a jar says of itself.
 *
 * @param classNames in alphabetical order
 */
record ProgramJar(Optional<String> mainClass, List<String> classNames) {
  private static final String CLASS = ".class";

  /**
   * Reads the names of what is in it.
   *
   * @throws UsageException if it is missing or no jar
   */
  static ProgramJar open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UsageException(
          "There is no file '%s'; give the jar of the program".formatted(file));
    }
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      Optional<String> main =
          Optional.ofNullable(manifest)
              .map(found -> found.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS))
              .map(String::strip);
      List<String> names = new ArrayList<>();
      jar.stream().map(JarEntry::getName).forEach(name -> addClass(name, names));
      names.sort(null);
      return new ProgramJar(main, names);
    } catch (ZipException noJar) {
      throw new UsageException(
          "'%s' is no jar (%s); a source file is run by tidemill run"
              .formatted(file, noJar.getMessage()),
          noJar);
    } catch (IOException failed) {
      throw new UsageException("'%s' cannot be read: %s".formatted(file, failed), failed);
    }
  }

  private static void addClass(String entry, List<String> names) {
    if (entry.endsWith(CLASS) && !entry.startsWith("META-INF/") && !entry.contains("-info.")) {
      names.add(entry.substring(0, entry.length() - CLASS.length()).replace('/', '.'));
    }
  }
}
