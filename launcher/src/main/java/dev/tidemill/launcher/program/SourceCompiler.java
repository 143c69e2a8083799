package dev.tidemill.launcher.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles the text of one source file in memory. */
final class SourceCompiler {
  private SourceCompiler() {}

  /**
   * Compiles a text. What turns one text into another (with the same lines) goes before this.
   *
   * @param file where the text is from, for the compiler's messages
   * @param text the source, whose public class need not be named as the file is
   * @param classPath as of {@code javac -classpath}
   * @return the classes, name to bytes
   * @throws UsageException if it does not compile, with the compiler's messages, or there is no
   *     compiler
   */
  static Map<String, byte[]> compile(Path file, String text, String classPath) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new UsageException(
          "The Java at '%s' has no compiler, so %s cannot be compiled; use a JDK, or compile it elsewhere and run its jar by tidemill submit"
              .formatted(System.getProperty("java.home"), file));
    }
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files =
            compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        InMemory output = new InMemory(files)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  output,
                  null,
                  List.of("-proc:none", "-nowarn", "-Xlint:none", "-classpath", classPath),
                  null,
                  List.of(new SourceText(file, text)))
              .call();
      if (!compiled) {
        throw new UsageException(
            file + " does not compile:\n" + messages.toString().stripTrailing());
      }
      return output.classes();
    } catch (IOException impossibleInMemory) {
      throw new IllegalStateException(impossibleInMemory);
    }
  }

  private static final class SourceText extends SimpleJavaFileObject {
    private final Path file;
    private final String text;

    SourceText(Path file, String text) {
      super(file.toUri(), Kind.SOURCE);
      this.file = file;
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }

    @Override
    public String getName() {
      return file.toString();
    }

    /** Any: nobody looks for the class by the name of the file. */
    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
      return kind == Kind.SOURCE;
    }
  }

  private static final class ClassBytes extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ClassBytes(String name) {
      super(URI.create("memory:///" + name.replace('.', '/') + ".class"), Kind.CLASS);
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }

  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ClassBytes> written = new HashMap<>();

    InMemory(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return written.computeIfAbsent(className, ClassBytes::new);
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new HashMap<>();
      written.forEach((name, output) -> classes.put(name, output.bytes.toByteArray()));
      return classes;
    }
  }
}
