package dev.tidemill.launcher.program;

import dev.tidemill.relocation.LegacyClassLoader;
import dev.tidemill.relocation.LegacyJar;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/** Loads the classes of a program's jars; those of the legacy engine are relocated. */
final class ProgramLoader {
  private ProgramLoader() {}

  /**
   * Whether one of the jars was compiled against the legacy engine.
   *
   * @throws UsageException if one cannot be read
   */
  static boolean isLegacy(List<Path> jars) {
    for (Path jar : jars) {
      try {
        if (LegacyJar.isLegacy(jar)) {
          return true;
        }
      } catch (IOException failed) {
        throw unreadable(jar, failed);
      }
    }
    return false;
  }

  static URLClassLoader of(List<Path> jars, boolean legacy) {
    if (!legacy) {
      return new URLClassLoader(urls(jars), ProgramLoader.class.getClassLoader());
    }
    try {
      return LegacyClassLoader.of(jars);
    } catch (IOException failed) {
      throw unreadable(jars.get(0), failed);
    }
  }

  static UsageException unreadable(Path jar, IOException failed) {
    return new UsageException("'%s' cannot be read: %s".formatted(jar, failed), failed);
  }

  static URL[] urls(List<Path> files) {
    return files.stream().map(ProgramLoader::url).toArray(URL[]::new);
  }

  static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
