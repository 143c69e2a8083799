package dev.tidemill.core.hadoop;

import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;

/**
 * What differs between Hadoop's two APIs for outputs. Committers and the contexts that they are
 * given are of the same types in both: the older ones extend the newer. Goes where tasks go.
 */
public sealed interface OutputApi extends Serializable permits OlderApi, NewerApi {
  OutputApi OLDER = new OlderApi();
  OutputApi NEWER = new NewerApi();

  /** As which kind of task partitions are written; the newer API names files after it. */
  TaskType taskType();

  /** Has the format look at where it is to write. */
  void checkSpecs(JobConf conf, JobID job) throws IOException, InterruptedException;

  JobContext job(JobConf conf, JobID job);

  /**
   * @param conf of this attempt alone
   */
  Attempt attempt(JobConf conf, TaskAttemptID attempt) throws IOException, InterruptedException;

  /** One attempt to write one partition. */
  interface Attempt {
    TaskAttemptContext context();

    OutputCommitter committer();

    /** Called once the committer has set the task up. */
    PairWriter open(int partition) throws IOException, InterruptedException;
  }

  /** A format's writer. */
  interface PairWriter {
    void write(Object key, Object value) throws IOException, InterruptedException;

    void close() throws IOException, InterruptedException;
  }
}
