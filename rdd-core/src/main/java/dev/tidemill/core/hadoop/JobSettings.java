package dev.tidemill.core.hadoop;

import static dev.tidemill.core.error.Arguments.requireValue;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;

/**
 * The settings of one input or output. Goes where tasks go; every attempt of a task has a copy of
 * its own, as formats write into what they are given. The settings of an output stand for its first
 * task as well, for committers that are made for tasks only.
 */
public final class JobSettings implements Serializable {
  private static final long serialVersionUID = 1L;

  private transient JobConf conf;

  /**
   * @param conf of nobody else; a copy takes longer than many a batch
   */
  public JobSettings(JobConf conf, TaskAttemptID first) {
    this.conf = conf;
    name(conf, first);
  }

  /** As below; who calls this one need not know that the one type is the other. */
  public static JobConf copy(String call, JobConf conf) {
    return copy(call, (Configuration) conf);
  }

  /**
   * @throws IllegalArgumentException if the settings are null
   */
  public static JobConf copy(String call, Configuration conf) {
    JobConf own = new JobConf(requireValue(call, "conf", conf));
    HadoopDefaults.improveForFormats(own);
    return own;
  }

  public JobConf conf() {
    return conf;
  }

  /** See {@link HadoopDefaults#askNoYarn}; before formats are asked for anything. */
  public void askNoYarn() throws IOException {
    HadoopDefaults.askNoYarn(conf);
  }

  /** Where the format writes; null if it writes to no directory. */
  Path outputPath() {
    String path = conf.get(FileOutputFormat.OUTDIR);
    return path == null ? null : new Path(path);
  }

  void setOutputPath(Path path) {
    conf.set(FileOutputFormat.OUTDIR, path.toString());
  }

  /** The file system of the output path, else the default one. */
  static FileSystem fileSystem(JobConf conf) throws IOException {
    String path = conf.get(FileOutputFormat.OUTDIR);
    return path == null ? FileSystem.get(conf) : new Path(path).getFileSystem(conf);
  }

  /** A copy that says of which attempt it is. */
  public JobConf of(TaskAttemptID attempt) {
    JobConf own = new JobConf(conf);
    name(own, attempt);
    return own;
  }

  private static void name(JobConf conf, TaskAttemptID attempt) {
    conf.set(MRJobConfig.ID, attempt.getJobID().toString());
    conf.set(MRJobConfig.TASK_ID, attempt.getTaskID().toString());
    conf.set(MRJobConfig.TASK_ATTEMPT_ID, attempt.toString());
    conf.setBoolean(MRJobConfig.TASK_ISMAP, attempt.getTaskType() == TaskType.MAP);
    conf.setInt(MRJobConfig.TASK_PARTITION, attempt.getTaskID().getId());
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    conf.write(out);
    conf.getCredentials().write(out);
  }

  private void readObject(ObjectInputStream in) throws IOException {
    conf = new JobConf(false);
    conf.readFields(in);
    conf.getCredentials().readFields(in);
  }
}
