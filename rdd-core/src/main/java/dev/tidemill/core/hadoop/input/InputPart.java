package dev.tidemill.core.hadoop.input;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.util.ReflectionUtils;

/** A split of an input, as its format made it. Goes where tasks go, in Hadoop's form. */
final class InputPart implements Serializable {
  private static final long serialVersionUID = 1L;

  private transient Object split;

  InputPart(Object split) {
    this.split = split;
  }

  Object split() {
    return split;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    boolean writable = split instanceof Writable;
    if (!writable && !(split instanceof Serializable)) {
      throw new NotSerializableException(
          split.getClass().getName()
              + " is neither Writable nor Serializable, so a split of it cannot go to a task.");
    }
    out.writeObject(writable ? split.getClass() : null);
    if (writable) {
      ((Writable) split).write(out);
    } else {
      out.writeObject(split);
    }
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    Class<?> writable = (Class<?>) in.readObject();
    if (writable == null) {
      split = in.readObject();
    } else {
      split = ReflectionUtils.newInstance(writable, new Configuration(false));
      ((Writable) split).readFields(in);
    }
  }

  @Override
  public String toString() {
    return String.valueOf(split);
  }
}
