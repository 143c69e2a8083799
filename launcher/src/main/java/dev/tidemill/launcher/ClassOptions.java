package dev.tidemill.launcher;

import dev.tidemill.SparkConf;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.launcher.program.ProgramClasses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the classes of stored keys and values are. */
final class ClassOptions {
  @Option(
      names = "--jars",
      paramLabel = "JAR",
      split = ",",
      description =
          "The program's jars, in a comma list, if keys or values are of classes of its own.")
  private List<String> jars = new ArrayList<>();

  Codec codec(SparkConf conf) {
    List<Path> paths = jars.stream().map(jar -> ProgramOptions.existing("--jars", jar)).toList();
    return ProgramClasses.codec(paths, conf);
  }
}
