package dev.tidemill.core.hadoop.input;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.util.ReflectionUtils;

/** {@code org.apache.hadoop.mapreduce}: a reader fills the same objects again and again. */
record NewerInput() implements InputApi {
  @Override
  public List<?> splits(JobConf conf, int atLeast) throws IOException, InterruptedException {
    JobContext context = new JobContextImpl(conf, new JobID());
    return format(context).getSplits(context);
  }

  @Override
  public PairReader open(Object split, JobConf conf, TaskAttemptID attempt)
      throws IOException, InterruptedException {
    TaskAttemptContext context = new TaskAttemptContextImpl(conf, attempt);
    InputSplit given = (InputSplit) split;
    RecordReader<Object, Object> reader = format(context).createRecordReader(given, context);
    try {
      reader.initialize(given, context);
    } catch (IOException | InterruptedException | RuntimeException failed) {
      try {
        reader.close();
      } catch (IOException | RuntimeException failedToo) {
        failed.addSuppressed(failedToo); // some cannot be closed before they have begun
      }
      throw failed;
    }
    return new Reader(reader, new WritableCopies(conf));
  }

  @SuppressWarnings("unchecked") // the dataset's types are what the program says of the format
  private static InputFormat<Object, Object> format(JobContext context) throws IOException {
    try {
      return (InputFormat<Object, Object>)
          ReflectionUtils.newInstance(context.getInputFormatClass(), context.getConfiguration());
    } catch (ClassNotFoundException missing) {
      throw new IOException("The input format is not on the class path.", missing);
    }
  }

  private record Reader(RecordReader<Object, Object> reader, WritableCopies copies)
      implements PairReader {
    @Override
    public boolean next() throws IOException, InterruptedException {
      return reader.nextKeyValue();
    }

    @Override
    public Object key() throws IOException, InterruptedException {
      return copies.of(reader.getCurrentKey());
    }

    @Override
    public Object value() throws IOException, InterruptedException {
      return copies.of(reader.getCurrentValue());
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
