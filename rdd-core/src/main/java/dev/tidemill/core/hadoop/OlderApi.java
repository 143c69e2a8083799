package dev.tidemill.core.hadoop;

import java.io.IOException;
import java.util.Locale;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.JobContextImpl;
import org.apache.hadoop.mapred.OutputFormat;
import org.apache.hadoop.mapred.RecordWriter;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapred.TaskAttemptContextImpl;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;

/** {@code org.apache.hadoop.mapred}: a format is told the name of the file that it is to write. */
record OlderApi() implements OutputApi {
  @Override
  public TaskType taskType() {
    return TaskType.MAP;
  }

  @Override
  public void checkSpecs(JobConf conf, JobID job) throws IOException {
    conf.getOutputFormat().checkOutputSpecs(JobSettings.fileSystem(conf), conf);
  }

  @Override
  public JobContext job(JobConf conf, JobID job) {
    return new JobContextImpl(conf, job);
  }

  @Override
  public Attempt attempt(JobConf conf, TaskAttemptID attempt) {
    return new OlderAttempt(
        conf,
        new TaskAttemptContextImpl(conf, org.apache.hadoop.mapred.TaskAttemptID.downgrade(attempt)),
        conf.getOutputCommitter());
  }

  private record OlderAttempt(JobConf conf, TaskAttemptContext context, OutputCommitter committer)
      implements Attempt {
    @Override
    @SuppressWarnings("unchecked") // the format says in writing if it is given the wrong classes
    public PairWriter open(int partition) throws IOException {
      OutputFormat<Object, Object> format = conf.getOutputFormat();
      String file = String.format(Locale.ROOT, "part-%05d", partition);
      return new Writer(
          format.getRecordWriter(JobSettings.fileSystem(conf), conf, file, Reporter.NULL));
    }
  }

  private record Writer(RecordWriter<Object, Object> writer) implements PairWriter {
    @Override
    public void write(Object key, Object value) throws IOException {
      writer.write(key, value);
    }

    @Override
    public void close() throws IOException {
      writer.close(Reporter.NULL);
    }
  }
}
