package dev.tidemill.core.file;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaSparkContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.mapred.SequenceFileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;
import org.apache.hadoop.util.Shell;

/**
 * Writes outputs by formats of Hadoop to the local disk and says which processes that has started;
 * then has Hadoop's own file system make a file. Run in its own JVM by {@link LocalOutputTest}.
 */
final class OutputProgram {
  private OutputProgram() {}

  static final class Texts extends TextOutputFormat<Object, Object> {}

  static final class Sequences extends SequenceFileOutputFormat<Object, Object> {}

  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    // Once a process, when it is loaded, it tries whether it could.
    System.out.println("loaded " + Shell.isSetsidAvailable);
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ProcessStart");
      recording.start();
      write(root);
      say("ours", recording, root.resolve("ours.jfr"));
      Configuration conf = new Configuration();
      org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(root.resolve("file").toUri());
      FileSystem.getLocal(conf).create(file).close();
      recording.stop();
      say("Hadoop's", recording, root.resolve("hadoop.jfr"));
    }
  }

  private static void write(Path root) {
    try (JavaSparkContext context =
        new JavaSparkContext(new SparkConf(false).setMaster("local[2]").setAppName("outputs"))) {
      JavaPairRDD<String, String> pairs =
          context.parallelizePairs(List.of(new Tuple2<>("a", "1"), new Tuple2<>("b", "2")), 2);
      pairs.saveAsNewAPIHadoopFile(root + "/texts", String.class, String.class, Texts.class);
      pairs
          .mapToPair(
              pair ->
                  new Tuple2<>(
                      new org.apache.hadoop.io.Text(pair._1),
                      new org.apache.hadoop.io.Text(pair._2)))
          .saveAsHadoopFile(
              root + "/sequences",
              org.apache.hadoop.io.Text.class,
              org.apache.hadoop.io.Text.class,
              Sequences.class);
    }
  }

  private static void say(String whose, Recording recording, Path file) throws IOException {
    recording.dump(file);
    List<String> commands =
        RecordingFile.readAllEvents(file).stream().map(OutputProgram::command).toList();
    System.out.println(whose + ": " + commands);
    Files.delete(file);
  }

  private static String command(RecordedEvent event) {
    return event.getString("command").replaceAll(" .*", "");
  }
}
