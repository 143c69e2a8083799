package dev.tidemill.core.hadoop;

import java.io.IOException;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.util.ReflectionUtils;

/** {@code org.apache.hadoop.mapreduce}: a format has its own committer, and names its file. */
record NewerApi() implements OutputApi {
  @Override
  public TaskType taskType() {
    return TaskType.REDUCE;
  }

  @Override
  public void checkSpecs(JobConf conf, JobID job) throws IOException, InterruptedException {
    JobContext context = job(conf, job);
    format(context).checkOutputSpecs(context);
  }

  @Override
  public JobContext job(JobConf conf, JobID job) {
    return new JobContextImpl(conf, job);
  }

  @Override
  public Attempt attempt(JobConf conf, TaskAttemptID attempt)
      throws IOException, InterruptedException {
    TaskAttemptContext context = new TaskAttemptContextImpl(conf, attempt);
    OutputFormat<Object, Object> format = format(context);
    return new NewerAttempt(context, format, format.getOutputCommitter(context));
  }

  @SuppressWarnings("unchecked") // the format says in writing if it is given the wrong classes
  private static OutputFormat<Object, Object> format(JobContext context) throws IOException {
    try {
      return (OutputFormat<Object, Object>)
          ReflectionUtils.newInstance(context.getOutputFormatClass(), context.getConfiguration());
    } catch (ClassNotFoundException missing) {
      throw new IOException("The output format is not on the class path.", missing);
    }
  }

  private record NewerAttempt(
      TaskAttemptContext context, OutputFormat<Object, Object> format, OutputCommitter committer)
      implements Attempt {
    @Override
    public PairWriter open(int partition) throws IOException, InterruptedException {
      return new Writer(format.getRecordWriter(context), context);
    }
  }

  private record Writer(RecordWriter<Object, Object> writer, TaskAttemptContext context)
      implements PairWriter {
    @Override
    public void write(Object key, Object value) throws IOException, InterruptedException {
      writer.write(key, value);
    }

    @Override
    public void close() throws IOException, InterruptedException {
      writer.close(context);
    }
  }
}
