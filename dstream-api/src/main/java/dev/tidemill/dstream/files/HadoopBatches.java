package dev.tidemill.dstream.files;

import dev.tidemill.Tuple2;
import dev.tidemill.core.hadoop.OutputApi;
import dev.tidemill.core.hadoop.OutputSettings;
import dev.tidemill.rdd.HadoopOutput;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.Time;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.OutputFormat;

/**
 * Writes each batch of a stream of pairs by an output format of Hadoop, as a directory that appears
 * whole or not at all; see {@link BatchFiles} for its name and for what is replaced. Where the file
 * system cannot rename, the format's committer adds to what is there.
 */
public final class HadoopBatches {
  private final String operation;
  private final OutputApi api;
  private final BatchPath path;
  private final JobConf settings;

  private HadoopBatches(String operation, OutputApi api, BatchPath path, JobConf settings) {
    this.operation = operation;
    this.api = api;
    this.path = path;
    this.settings = settings;
  }

  /** By a format of {@code org.apache.hadoop.mapred}. */
  public static HadoopBatches older(
      String prefix,
      String suffix,
      Class<?> keyClass,
      Class<?> valueClass,
      Class<? extends OutputFormat<?, ?>> format,
      JobConf conf) {
    String operation = "saveAsHadoopFiles";
    BatchPath path = new BatchPath(prefix, suffix);
    JobConf settings =
        OutputSettings.older(operation, path.pattern(), keyClass, valueClass, format, conf);
    return new HadoopBatches(operation, OutputApi.OLDER, path, settings);
  }

  /** By a format of {@code org.apache.hadoop.mapreduce}. */
  public static HadoopBatches newer(
      String prefix,
      String suffix,
      Class<?> keyClass,
      Class<?> valueClass,
      Class<? extends org.apache.hadoop.mapreduce.OutputFormat<?, ?>> format,
      Configuration conf) {
    String operation = "saveAsNewAPIHadoopFiles";
    BatchPath path = new BatchPath(prefix, suffix);
    JobConf settings =
        OutputSettings.newer(operation, path.pattern(), keyClass, valueClass, format, conf);
    return new HadoopBatches(operation, OutputApi.NEWER, path, settings);
  }

  /** What the program called. */
  public String operation() {
    return operation;
  }

  /** The path of the batches, with TIME in the place of the time. */
  public String pattern() {
    return path.pattern();
  }

  /**
   * @throws IllegalArgumentException if nothing serves the file system
   */
  public void requireServed() {
    try {
      new Path(pattern()).getFileSystem(settings);
    } catch (IOException unknown) {
      throw new IllegalArgumentException(
          operation
              + ": no file system for '"
              + pattern()
              + "' ("
              + unknown.getMessage()
              + "); add the jar that serves it to the class path.",
          unknown);
    }
  }

  /** Runs a job that writes the batch. */
  public <K, V> void save(RDD<Tuple2<K, V>> batch, Time time) {
    HadoopOutput.replace(
        operation,
        batch,
        api,
        OutputSettings.at(path.of(time), settings),
        path.owner(operation, batch.context(), time));
  }
}
