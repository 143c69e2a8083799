package dev.tidemill.core.hadoop.input;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.mapred.InputFormat;
import org.apache.hadoop.mapred.InputSplit;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.RecordReader;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapreduce.TaskAttemptID;

/** {@code org.apache.hadoop.mapred}: a reader fills objects that it is given. */
record OlderInput() implements InputApi {
  @Override
  public List<?> splits(JobConf conf, int atLeast) throws IOException {
    return Arrays.asList(format(conf).getSplits(conf, atLeast));
  }

  @Override
  public PairReader open(Object split, JobConf conf, TaskAttemptID attempt) throws IOException {
    return new Reader(format(conf).getRecordReader((InputSplit) split, conf, Reporter.NULL));
  }

  @SuppressWarnings("unchecked") // the dataset's types are what the program says of the format
  private static InputFormat<Object, Object> format(JobConf conf) {
    return conf.getInputFormat();
  }

  /** Gives every pair objects of its own to be filled. */
  private static final class Reader implements PairReader {
    private final RecordReader<Object, Object> reader;
    private Object key;
    private Object value;

    Reader(RecordReader<Object, Object> reader) {
      this.reader = reader;
    }

    @Override
    public boolean next() throws IOException {
      key = reader.createKey();
      value = reader.createValue();
      return reader.next(key, value);
    }

    @Override
    public Object key() {
      return key;
    }

    @Override
    public Object value() {
      return value;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
