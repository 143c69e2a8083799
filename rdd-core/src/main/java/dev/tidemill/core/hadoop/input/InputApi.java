package dev.tidemill.core.hadoop.input;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.TaskAttemptID;

/** What differs between Hadoop's two APIs for inputs. Goes where tasks go. */
public sealed interface InputApi extends Serializable permits OlderInput, NewerInput {
  InputApi OLDER = new OlderInput();
  InputApi NEWER = new NewerInput();

  /**
   * The splits of the input, each a partition.
   *
   * @param atLeast asked of formats of the older API; those of the newer one follow their settings
   */
  List<?> splits(JobConf conf, int atLeast) throws IOException, InterruptedException;

  /**
   * Begins to read a split.
   *
   * @param conf of this attempt alone
   */
  PairReader open(Object split, JobConf conf, TaskAttemptID attempt)
      throws IOException, InterruptedException;

  /** A format's reader. */
  interface PairReader {
    /** Goes to the next pair; false at the end. */
    boolean next() throws IOException, InterruptedException;

    /** Of the pair that was gone to; an object that nobody else has. */
    Object key() throws IOException, InterruptedException;

    /** As {@link #key}. */
    Object value() throws IOException, InterruptedException;

    void close() throws IOException;
  }
}
