package dev.tidemill.core.codec;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * Values of Hadoop by their own {@code write} and {@code readFields}, since their fields are seldom
 * the whole of them.
 */
final class WritableCodec implements TypeCodec<Writable> {
  private static final String WRITABLE = "org.apache.hadoop.io.Writable";
  private static final Configuration NO_SETTINGS = new Configuration(false);

  private final Class<? extends Writable> type;

  private WritableCodec(Class<? extends Writable> type) {
    this.type = type;
  }

  /** Looks at names, so that programs without such values load nothing of Hadoop. */
  static boolean encodes(Class<?> type) {
    for (Class<?> level = type; level != null; level = level.getSuperclass()) {
      if (hasWritable(level)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasWritable(Class<?> level) {
    for (Class<?> face : level.getInterfaces()) {
      if (face.getName().equals(WRITABLE) || hasWritable(face)) {
        return true;
      }
    }
    return false;
  }

  static TypeCodec<?> of(Class<?> type) {
    return new WritableCodec(type.asSubclass(Writable.class));
  }

  @Override
  @SuppressWarnings("unchecked") // it is asked for values of this type only
  public Class<Writable> type() {
    return (Class<Writable>) type;
  }

  @Override
  public void write(Writable value, DataOutput out) throws IOException {
    value.write(out);
  }

  @Override
  public Writable read(DataInput in) throws IOException {
    if (type == NullWritable.class) {
      return NullWritable.get(); // there is to be one only
    }
    Writable value = ReflectionUtils.newInstance(type, NO_SETTINGS);
    value.readFields(in);
    return value;
  }
}
