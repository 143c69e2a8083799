package dev.tidemill.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Programs for the tests, as sources and as jars. */
final class Programs {
  private static final String HEAD =
      """
      import dev.tidemill.SparkConf;
      import dev.tidemill.SparkFiles;
      import dev.tidemill.Tuple2;
      import dev.tidemill.api.java.Optional;
      import dev.tidemill.streaming.*;
      import dev.tidemill.streaming.api.java.*;
      import java.nio.file.*;
      import java.util.*;

      """;

  private Programs() {}

  /** The text of a program whose main method has this body. */
  static String text(String name, String body) {
    return HEAD
        + "public class "
        + name
        + " {\n  public static void main(String[] args) throws Exception {\n"
        + body.indent(4)
        + "  }\n}\n";
  }

  static Path source(Path directory, String name, String body) throws IOException {
    return Files.writeString(directory.resolve(name + ".java"), text(name, body));
  }

  /** Counts the words that come in, and keeps the counts in {@code args[0]}. */
  static String counting(String stateName) {
    return """
        var conf = new SparkConf().setIfMissing("tidemill.stop.afterBatches", "3");
        var ssc = JavaStreamingContext.getOrCreate(args[0], () -> {
          var made = new JavaStreamingContext(conf, Durations.milliseconds(50));
          var input = new LinkedList<dev.tidemill.api.java.JavaRDD<String>>();
          made.textFileStream(args[1])
              .mapToPair(word -> new Tuple2<>(word, 1))
              .mapWithState(StateSpec.function(
                  (String word, Optional<Integer> one, State<Integer> state) -> {
                    state.update(one.orElse(0) + (state.exists() ? state.get() : 0));
                    return word + "=" + state.get();
                  }))
              NAME
              .foreachRDD((rdd, time) -> rdd.collect().forEach(System.out::println));
          return made;
        });
        ssc.start();
        System.out.println("started");
        ssc.awaitTermination();
        """
        .replace("NAME", stateName.isEmpty() ? "" : ".name(\"" + stateName + "\")");
  }

  /**
   * Compiles sources into a jar.
   *
   * @param mainClass for the manifest; empty for none
   */
  static Path jar(Path directory, String jar, String mainClass, Path... sources)
      throws IOException {
    Path classes = Files.createTempDirectory(directory, "classes");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var files = compiler.getStandardFileManager(null, null, null);
    List<String> options =
        List.of(
            "-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
    boolean compiled =
        compiler
            .getTask(null, files, null, options, null, files.getJavaFileObjects(sources))
            .call();
    if (!compiled) {
      throw new IllegalStateException("A program of the tests does not compile");
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (!mainClass.isEmpty()) {
      manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
    }
    Path made = directory.resolve(jar);
    try (OutputStream out = Files.newOutputStream(made);
        JarOutputStream into = new JarOutputStream(out, manifest)) {
      addAll(classes, into);
    }
    return made;
  }

  /** Adds the files below a directory. */
  static void addAll(Path directory, JarOutputStream into) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        into.putNextEntry(new ZipEntry(directory.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, into);
        into.closeEntry();
      }
    }
  }
}
