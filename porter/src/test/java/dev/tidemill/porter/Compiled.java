package dev.tidemill.porter;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles a source against the engine that is on the class path of the tests. */
final class Compiled {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

  // Kept over all programs: opening the jars of the class path takes longer than compiling.
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
  private static final StandardJavaFileManager FILES =
      COMPILER.getStandardFileManager(null, null, null);

  private Compiled() {}

  /** Fails with the compiler's messages and the text. */
  static void into(Path directory, String simpleName, String text) throws IOException {
    StringWriter messages = new StringWriter();
    JavaFileObject source =
        new SimpleJavaFileObject(
            URI.create("string:///" + simpleName + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    FILES.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(directory));
    List<String> options = List.of("-proc:none", "-nowarn", "-implicit:none");
    boolean good = COMPILER.getTask(messages, FILES, null, options, null, List.of(source)).call();
    assertTrue(good, () -> messages + "\n" + text);
  }

  static String className(String simpleName, String text) {
    Matcher matcher = PACKAGE.matcher(text);
    return (matcher.find() ? matcher.group(1) + "." : "") + simpleName;
  }
}
