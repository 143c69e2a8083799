package dev.tidemill.core.hadoop;

import static dev.tidemill.core.error.Arguments.requireText;
import static dev.tidemill.core.error.Arguments.requireValue;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.SequenceFile.CompressionType;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.mapred.FileOutputFormat;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.OutputFormat;
import org.apache.hadoop.mapred.SequenceFileOutputFormat;
import org.apache.hadoop.mapreduce.MRJobConfig;

/** The arguments of outputs as Hadoop's settings: copies of what the program gave. */
public final class OutputSettings {
  private static final String OUTDIR =
      org.apache.hadoop.mapreduce.lib.output.FileOutputFormat.OUTDIR;

  private OutputSettings() {}

  /**
   * @throws IllegalArgumentException if an argument is null or the path is empty
   */
  public static JobConf older(
      String call,
      String path,
      Class<?> keyClass,
      Class<?> valueClass,
      Class<? extends OutputFormat<?, ?>> format,
      JobConf conf) {
    JobConf own = common(call, path, keyClass, valueClass, conf);
    own.setOutputFormat(requireValue(call, "outputFormatClass", format));
    return own;
  }

  /**
   * @throws IllegalArgumentException if an argument is null or the path is empty
   */
  public static JobConf newer(
      String call,
      String path,
      Class<?> keyClass,
      Class<?> valueClass,
      Class<? extends org.apache.hadoop.mapreduce.OutputFormat<?, ?>> format,
      Configuration conf) {
    JobConf own = common(call, path, keyClass, valueClass, conf);
    own.setClass(
        MRJobConfig.OUTPUT_FORMAT_CLASS_ATTR,
        requireValue(call, "outputFormatClass", format),
        org.apache.hadoop.mapreduce.OutputFormat.class);
    return own;
  }

  /** A copy that names another path. */
  public static JobConf at(String path, JobConf conf) {
    JobConf own = new JobConf(conf);
    own.set(OUTDIR, path);
    return own;
  }

  private static JobConf common(
      String call, String path, Class<?> keyClass, Class<?> valueClass, Configuration conf) {
    JobConf own = JobSettings.copy(call, conf);
    own.set(OUTDIR, requireText(call, "path", path));
    own.setOutputKeyClass(requireValue(call, "keyClass", keyClass));
    own.setOutputValueClass(requireValue(call, "valueClass", valueClass));
    return own;
  }

  /**
   * @throws IllegalArgumentException if the codec is null
   */
  public static void compress(String call, JobConf conf, Class<? extends CompressionCodec> codec) {
    FileOutputFormat.setCompressOutput(conf, true);
    FileOutputFormat.setOutputCompressorClass(conf, requireValue(call, "codec", codec));
    SequenceFileOutputFormat.setOutputCompressionType(conf, CompressionType.BLOCK);
  }
}
