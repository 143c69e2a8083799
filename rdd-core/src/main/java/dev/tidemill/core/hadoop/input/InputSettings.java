package dev.tidemill.core.hadoop.input;

import static dev.tidemill.core.error.Arguments.requireText;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.core.file.PathPattern;
import dev.tidemill.core.hadoop.JobSettings;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.InputFormat;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.util.StringUtils;

/** The arguments of inputs as Hadoop's settings: copies of what the program gave. */
public final class InputSettings {
  private InputSettings() {}

  /** As below; who calls this one need not know that the one type is the other. */
  public static JobConf olderOf(
      String call,
      Class<? extends InputFormat<?, ?>> format,
      Class<?> keyClass,
      Class<?> valueClass,
      JobConf conf) {
    return older(call, format, keyClass, valueClass, conf);
  }

  /**
   * @throws IllegalArgumentException if an argument is null
   */
  public static JobConf older(
      String call,
      Class<? extends InputFormat<?, ?>> format,
      Class<?> keyClass,
      Class<?> valueClass,
      Configuration conf) {
    requireValue(call, "keyClass", keyClass);
    requireValue(call, "valueClass", valueClass);
    JobConf own = JobSettings.copy(call, conf);
    own.setInputFormat(requireValue(call, "inputFormatClass", format));
    return own;
  }

  /**
   * @throws IllegalArgumentException if an argument is null
   */
  public static JobConf newer(
      String call,
      Class<? extends org.apache.hadoop.mapreduce.InputFormat<?, ?>> format,
      Class<?> keyClass,
      Class<?> valueClass,
      Configuration conf) {
    requireValue(call, "keyClass", keyClass);
    requireValue(call, "valueClass", valueClass);
    JobConf own = JobSettings.copy(call, conf);
    own.setClass(
        MRJobConfig.INPUT_FORMAT_CLASS_ATTR,
        requireValue(call, "inputFormatClass", format),
        org.apache.hadoop.mapreduce.InputFormat.class);
    return own;
  }

  /**
   * Has a format of files read these, in place of those that the settings named.
   *
   * @param paths with commas between them; patterns of Hadoop
   */
  public static JobConf over(String call, String paths, JobConf own) {
    // The older formats look at the same key. Not by Hadoop's own method for it, which asks the
    // file
    // system for its working directory, and so would connect to it. Within a path commas are
    // escaped.
    String all =
        PathPattern.split(requireText(call, "path", paths)).stream()
            .map(StringUtils::escapeString)
            .collect(Collectors.joining(","));
    own.set(FileInputFormat.INPUT_DIR, all);
    return own;
  }
}
