package dev.tidemill.rdd;

import dev.tidemill.Tuple2;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.hadoop.Existing;
import dev.tidemill.core.hadoop.HadoopJob;
import dev.tidemill.core.hadoop.OutputApi;
import org.apache.hadoop.mapred.JobConf;

/** Writes datasets of pairs by output formats of Hadoop, to where their settings say. */
public final class HadoopOutput {
  private HadoopOutput() {}

  /**
   * Writes whole or not at all. Throws, undeclared, what fails: a {@link
   * org.apache.hadoop.mapred.FileAlreadyExistsException} if the directory is there, unless {@code
   * spark.hadoop.validateOutputSpecs} is false; then the format's committer adds to it.
   *
   * @param action what the program called, for messages
   * @param conf given away
   */
  public static <K, V> void save(
      String action, RDD<Tuple2<K, V>> rdd, OutputApi api, JobConf conf) {
    boolean checked = rdd.context().settings().validateOutputSpecs();
    save(action, rdd, api, conf, checked ? Existing.REFUSED : Existing.ADDED_TO);
  }

  /** As above; a directory that the same owner wrote whole is replaced, anything else refused. */
  public static <K, V> void replace(
      String action, RDD<Tuple2<K, V>> rdd, OutputApi api, JobConf conf, String owner) {
    save(action, rdd, api, conf, Existing.replacedBy(owner));
  }

  private static <K, V> void save(
      String action, RDD<Tuple2<K, V>> rdd, OutputApi api, JobConf conf, Existing existing) {
    rdd.context().hadoopConfiguration(); // Logs in, for a program that gave settings of its own.
    try (HadoopJob job = new HadoopJob(action, api, conf, existing)) {
      job.setUp();
      PartitionResults.ofAll(action, rdd, job.task());
      job.commit();
    } catch (Exception failed) {
      throw Sneaky.thrown(failed);
    }
  }
}
