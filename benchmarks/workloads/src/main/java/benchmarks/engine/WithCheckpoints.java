package benchmarks.engine;

import benchmarks.workload.Outcome;
import benchmarks.workload.Workload;
import dev.tidemill.SparkConf;
import dev.tidemill.api.java.JavaSparkContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A workload in a context with a directory for checkpoints, which goes with it. */
final class WithCheckpoints implements Workload {
  private final Path directory = Files.createTempDirectory("benchmark-checkpoints");
  private final Workload workload;

  WithCheckpoints(String application, Function<JavaSparkContext, Workload> workload)
      throws IOException {
    this.workload =
        workload.apply(
            new JavaSparkContext(
                new SparkConf()
                    .setAppName(application)
                    .set("spark.streaming.checkpoint.directory", directory.toUri().toString())));
  }

  @Override
  public void begin() throws Exception {
    workload.begin();
  }

  @Override
  public Outcome run() throws Exception {
    return workload.run();
  }

  @Override
  public void settle() throws Exception {
    workload.settle();
  }

  @Override
  public void close() {
    workload.close();
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
