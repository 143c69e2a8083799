package dev.tidemill.launcher.program;

import dev.tidemill.relocation.MemberCheck;
import dev.tidemill.relocation.MemberReport;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A program that is ready to be run. */
public final class Program {
  private final Method main;
  private final ClassLoader loader;

  private Program(Method main, ClassLoader loader) {
    this.main = main;
    this.loader = loader;
  }

  /**
   * Compiles a source file.
   *
   * @param mainClass needed if several classes have a main method
   * @param jars that it uses
   * @throws UsageException if it cannot be run, with the reason
   */
  public static Program ofSource(Path file, Optional<String> mainClass, List<Path> jars) {
    String text = textOf(file);
    try {
      return ofText(file, text, mainClass, jars);
    } catch (UsageException wrong) {
      throw LegacySource.isMeant(text)
          ? new UsageException(
              wrong.getMessage()
                  + "\nIt is written for the legacy engine: tidemill run --port runs it as it is, and"
                  + " tidemill port changes it for good.",
              wrong)
          : wrong;
    }
  }

  /**
   * Compiles a source file of the legacy engine, which stays as it is.
   *
   * @param remarks told what does not port by itself
   */
  public static Program ofLegacySource(
      Path file, Optional<String> mainClass, List<Path> jars, Consumer<String> remarks) {
    return ofText(file, LegacySource.ported(file, textOf(file), remarks), mainClass, jars);
  }

  private static Program ofText(
      Path file, String text, Optional<String> mainClass, List<Path> jars) {
    String classPath = System.getProperty("java.class.path");
    for (Path jar : jars) {
      classPath += File.pathSeparator + jar;
    }
    Map<String, byte[]> classes = compiled(file, text, classPath);
    CompiledProgram loader =
        new CompiledProgram(
            ProgramLoader.url(file),
            classes,
            ProgramLoader.urls(jars),
            Program.class.getClassLoader());
    Method main = MainClass.choose(file.toString(), mainClass, loader.classNames(), loader);
    return new Program(main, loader);
  }

  private static Map<String, byte[]> compiled(Path file, String text, String classPath) {
    Optional<CompileCache> cache = CompileCache.ofProcess();
    return cache.isEmpty()
        ? SourceCompiler.compile(file, text, classPath)
        : cache
            .get()
            .classes(file, text, classPath, () -> SourceCompiler.compile(file, text, classPath));
  }

  private static String textOf(Path file) {
    if (!Files.exists(file)) {
      throw new UsageException("There is no file '%s'; give a Java source file".formatted(file));
    }
    if (!file.toString().endsWith(".java")) {
      throw new UsageException(
          "'%s' is no Java source file (.java); a jar is run by tidemill submit".formatted(file));
    }
    try {
      return Files.readString(file);
    } catch (MalformedInputException notText) {
      throw new UsageException("'%s' is not encoded in UTF-8; convert it".formatted(file), notText);
    } catch (IOException failed) {
      throw new UsageException("'%s' cannot be read: %s".formatted(file, failed), failed);
    }
  }

  /**
   * Opens a jar. One that was compiled against the legacy engine is relocated as it is loaded.
   *
   * @param mainClass else its manifest says it, or only one class has a main method
   * @param jars that it uses
   * @param allowsMissing whether it may use what is not here
   * @param remarks told of what it uses that is not here
   * @throws UsageException if it cannot be run, with the reason
   */
  public static Program ofJar(
      Path jar,
      Optional<String> mainClass,
      List<Path> jars,
      boolean allowsMissing,
      Consumer<String> remarks) {
    ProgramJar opened = ProgramJar.open(jar);
    List<Path> all = new ArrayList<>(List.of(jar));
    all.addAll(jars);
    boolean legacy = ProgramLoader.isLegacy(all);
    if (legacy) {
      check(jar, all, allowsMissing, remarks);
    }
    URLClassLoader loader = ProgramLoader.of(all, legacy);
    Optional<String> named = mainClass.or(opened::mainClass);
    return new Program(
        MainClass.choose("'" + jar + "'", named, opened.classNames(), loader), loader);
  }

  private static void check(
      Path jar, List<Path> all, boolean allowsMissing, Consumer<String> remarks) {
    MemberReport report;
    try {
      report = MemberCheck.of(all, Program.class.getClassLoader());
    } catch (IOException failed) {
      throw ProgramLoader.unreadable(jar, failed);
    }
    if (report.isComplete()) {
      return;
    }
    remarks.accept("'%s' uses what is not here:%n%s".formatted(jar, report.text().stripTrailing()));
    if (!allowsMissing) {
      throw new UsageException(
          "'%s' was compiled against the legacy engine and uses what is not here, see above; change it, or run it with --allow-missing if it gets by without"
              .formatted(jar));
    }
  }

  /** Runs its main method on this thread; what that throws is thrown. */
  public void run(String[] arguments) throws Throwable {
    Thread.currentThread().setContextClassLoader(loader);
    try {
      main.setAccessible(true); // of a class that is not public, as Java itself runs it
      main.invoke(null, (Object) arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
