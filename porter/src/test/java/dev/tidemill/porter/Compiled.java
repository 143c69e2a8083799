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
import javax.tools.ToolProvider;

/** Compiles a source against the engine that is on the class path of the tests. */
final class Compiled {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

  private Compiled() {}

  /** Fails with the compiler's messages and the text. */
  static void into(Path directory, String simpleName, String text) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavaFileObject source =
          new SimpleJavaFileObject(
              URI.create("string:///" + simpleName + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
              return text;
            }
          };
      List<String> options =
          List.of(
              "-proc:none",
              "-nowarn",
              "-cp",
              System.getProperty("java.class.path"),
              "-d",
              directory.toString());
      boolean good = compiler.getTask(messages, files, null, options, null, List.of(source)).call();
      assertTrue(good, () -> messages + "\n" + text);
    }
  }

  static String className(String simpleName, String text) {
    Matcher matcher = PACKAGE.matcher(text);
    return (matcher.find() ? matcher.group(1) + "." : "") + simpleName;
  }
}
