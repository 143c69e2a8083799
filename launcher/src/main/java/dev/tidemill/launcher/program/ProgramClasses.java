package dev.tidemill.launcher.program;

import dev.tidemill.SparkConf;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.conf.CoreSettings;
import java.nio.file.Path;
import java.util.List;

/** The classes of stored keys and values, as the program's jars have them. */
public final class ProgramClasses {
  private ProgramClasses() {}

  /**
   * A codec that may make all classes of these jars, and what {@code tidemill.codec.*} says.
   *
   * @throws UsageException if a jar is missing or a setting is wrong
   */
  public static Codec codec(List<Path> jars, SparkConf conf) {
    ClassLoader loader = ProgramLoader.of(jars, ProgramLoader.isLegacy(jars));
    Thread.currentThread().setContextClassLoader(loader);
    try {
      CoreSettings settings = CoreSettings.from(conf);
      Codec codec = Codec.fromSettings(settings.codecAllow(), settings.codecClasses());
      settings.codecRenamed().forEach(codec::rename);
      for (Path jar : jars) {
        allow(jar, loader, codec);
      }
      return codec;
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(wrong.getMessage(), wrong);
    }
  }

  /** By the first of its classes that can be loaded; some need libraries that are not there. */
  private static void allow(Path jar, ClassLoader loader, Codec codec) {
    for (String name : ProgramJar.open(jar).classNames()) {
      try {
        codec.allowPlaceOf(Class.forName(name, false, loader));
        return;
      } catch (ClassNotFoundException | LinkageError next) {
        continue;
      }
    }
  }
}
