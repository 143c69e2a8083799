package legacy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.Tuple2;

/** A stream of files, and an output as files. */
public class FileWordCount {
  public static void main(String[] args) throws Exception {
    Report report = new Report(args[0]);
    Path directory = Files.createDirectories(Paths.get(args[1], "input"));
    JavaStreamingContext context = Inputs.context("files");
    context
        .textFileStream(directory.toUri().toString())
        .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
        .filter(word -> !word.isEmpty())
        .mapToPair(word -> new Tuple2<>(word, 1L))
        .reduceByKey(Long::sum)
        .foreachRDD((dataset, time) -> report.batch(dataset.collect()));
    context.start();
    Report.putFile(directory, "one.txt", "x y x", "z");
    report.await(1);
    Report.putFile(directory, "two.txt", "y y");
    report.await(2);
    context.stop(true, false);
    report.write();
  }
}
