package benchmarks.engine;

import benchmarks.workload.Outcome;
import benchmarks.workload.Workload;
import dev.tidemill.SparkConf;
import dev.tidemill.api.java.JavaSparkContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.UUID;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A workload in a context with a directory for checkpoints, which goes with it. */
final class WithCheckpoints implements Workload {
  private static final String NAME = "benchmark-checkpoints";

  private final Path directory;
  private final Configuration hadoop;
  private final Workload workload;

  /**
   * @param nameNode port of one on this machine that is to have the directory; 0 for the local disk
   */
  WithCheckpoints(int nameNode, Function<JavaSparkContext, Workload> workload) throws IOException {
    directory =
        nameNode == 0
            ? new Path(Files.createTempDirectory(NAME).toUri())
            : new Path("hdfs://localhost:" + nameNode + "/" + NAME + "-" + UUID.randomUUID());
    JavaSparkContext context =
        new JavaSparkContext(
            new SparkConf()
                .setAppName("benchmark")
                .set("spark.streaming.checkpoint.directory", directory.toString()));
    hadoop = context.hadoopConfiguration();
    this.workload = workload.apply(context);
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
    try {
      directory.getFileSystem(hadoop).delete(directory, true);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
