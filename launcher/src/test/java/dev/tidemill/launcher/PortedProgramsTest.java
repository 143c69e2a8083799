package dev.tidemill.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.porter.PortReport;
import dev.tidemill.porter.ProjectPorter;
import dev.tidemill.porter.Target;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The old programs of {@code relocation}, ported and compiled instead of relocated: they give what
 * they gave on the legacy engine. But for the one that prints names of classes: in a source all
 * texts that are names are ported.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PortedProgramsTest {
  private static final Path OLD = Path.of("../relocation/legacy-programs/src/main/java");
  private static final Path EXPECTED =
      Path.of("../relocation/src/test/resources/legacy-programs/expected");

  // They are about what is not there, and about classes that only Scala's compiler names.
  private static final List<String> ONLY_COMPILED =
      List.of("NotOffered.java", "CompanionObjects.java");

  @TempDir private static Path ported;
  @TempDir private static Path classes;
  @TempDir Path directory;

  @BeforeAll
  static void portAndCompile() throws Exception {
    PortReport report = new ProjectPorter().port(OLD, Target.directory(ported));
    assertEquals(List.of(), report.failures());
    List<Path> sources;
    try (Stream<Path> files = Files.walk(ported)) {
      sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !ONLY_COMPILED.contains(file.getFileName().toString()))
              .toList();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  manager,
                  null,
                  List.of(
                      "-nowarn",
                      "-proc:none",
                      "-d",
                      classes.toString(),
                      "-classpath",
                      System.getProperty("java.class.path")),
                  null,
                  manager.getJavaFileObjectsFromPaths(sources))
              .call();
      assertTrue(compiled, () -> report + "\n" + messages);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "legacy.QueueWordCount",
        "legacy.FileWordCount",
        "legacy.AnonymousClasses",
        "legacy.MethodReferences",
        "legacy.CustomReceiver",
        "legacy.KeptRecords",
        "legacy.Listening",
        "legacy.RecoverableCount",
        "legacy.NamedFunctions",
        "legacy.RunningCount",
        "legacy.MappedState",
        "legacy.SharedValues",
        "legacy.BatchJob",
        "legacy.SessionJob",
        "legacy.Windows",
        "org.apache.spark.examples.Packaged"
      })
  void givesTheSame(String program) throws Exception {
    Path result = directory.resolve("result.txt");
    Path work = Files.createDirectories(directory.resolve("work"));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    System.setProperty("spark.master", "local[2]");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      loader
          .loadClass(program)
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {result.toString(), work.toString()});
    } catch (InvocationTargetException failed) {
      throw new AssertionError(program + " failed: " + failed.getCause(), failed.getCause());
    } finally {
      thread.setContextClassLoader(before);
      System.clearProperty("spark.master");
    }
    assertEquals(
        Files.readAllLines(EXPECTED.resolve(program + ".txt")), Files.readAllLines(result));
  }
}
