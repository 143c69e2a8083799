package dev.tidemill.core.hadoop.input;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * Copies what a reader will write over. What is no {@link Writable} has no such custom and is given
 * as it is.
 */
record WritableCopies(Configuration conf) {
  Object of(Object value) throws IOException {
    if (value == null || !(value instanceof Writable writable)) {
      return value;
    }
    Class<?> type = value.getClass();
    if (type == Text.class) {
      return new Text((Text) writable);
    }
    if (type == LongWritable.class) {
      return new LongWritable(((LongWritable) writable).get());
    }
    if (type == NullWritable.class) {
      return writable;
    }
    if (type == IntWritable.class) {
      return new IntWritable(((IntWritable) writable).get());
    }
    if (type == BytesWritable.class) {
      return new BytesWritable(((BytesWritable) writable).copyBytes());
    }
    return ReflectionUtils.copy(conf, writable, ReflectionUtils.newInstance(type, conf));
  }
}
