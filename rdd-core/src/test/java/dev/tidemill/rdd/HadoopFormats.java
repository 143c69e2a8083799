package dev.tidemill.rdd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.FileOutputCommitter;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.JobContext;
import org.apache.hadoop.mapred.OutputCommitter;
import org.apache.hadoop.mapred.RecordWriter;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapred.TaskAttemptContext;
import org.apache.hadoop.mapred.TextOutputFormat;
import org.apache.hadoop.mapreduce.JobStatus.State;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.util.Progressable;

/** Formats and committers as programs write them, of both of Hadoop's APIs. */
final class HadoopFormats {
  /** Before which of its records the writer of an attempt fails: a record, or none. */
  static final String BROKEN_AT = "test.broken.at";

  /** The attempts below this number fail. */
  static final String BROKEN_BEFORE = "test.broken.before";

  private HadoopFormats() {}

  private static void writing(JobConf conf, Object key) throws IOException {
    int attempt = TaskAttemptID.forName(conf.get(MRJobConfig.TASK_ATTEMPT_ID)).getId();
    if (attempt < conf.getInt(BROKEN_BEFORE, 0) && key.toString().equals(conf.get(BROKEN_AT))) {
      throw new IOException("broken at " + key + ", attempt " + attempt);
    }
  }

  /** Text, by the older API. */
  static final class Breaking extends TextOutputFormat<Object, Object> {
    @Override
    public RecordWriter<Object, Object> getRecordWriter(
        FileSystem ignored, JobConf conf, String name, Progressable progress) throws IOException {
      RecordWriter<Object, Object> text = super.getRecordWriter(ignored, conf, name, progress);
      return new RecordWriter<>() {
        @Override
        public void write(Object key, Object value) throws IOException {
          writing(conf, key);
          text.write(key, value);
        }

        @Override
        public void close(Reporter reporter) throws IOException {
          text.close(reporter);
        }
      };
    }
  }

  /** Text, by the newer API. */
  static final class BreakingToo
      extends org.apache.hadoop.mapreduce.lib.output.TextOutputFormat<Object, Object> {
    @Override
    public org.apache.hadoop.mapreduce.RecordWriter<Object, Object> getRecordWriter(
        org.apache.hadoop.mapreduce.TaskAttemptContext context)
        throws IOException, InterruptedException {
      org.apache.hadoop.mapreduce.RecordWriter<Object, Object> text =
          super.getRecordWriter(context);
      return new org.apache.hadoop.mapreduce.RecordWriter<>() {
        @Override
        public void write(Object key, Object value) throws IOException, InterruptedException {
          writing((JobConf) context.getConfiguration(), key);
          text.write(key, value);
        }

        @Override
        public void close(org.apache.hadoop.mapreduce.TaskAttemptContext closing)
            throws IOException, InterruptedException {
          text.close(closing);
        }
      };
    }
  }

  /** What committers have been asked, in this process. */
  static final List<String> ASKED = Collections.synchronizedList(new ArrayList<>());

  /** Hadoop's own, overheard. */
  static final class Overheard extends FileOutputCommitter {
    @Override
    public void setupJob(JobContext context) throws IOException {
      ASKED.add("setupJob");
      super.setupJob(context);
    }

    @Override
    public void setupTask(TaskAttemptContext context) throws IOException {
      ASKED.add("setupTask " + number(context));
      super.setupTask(context);
    }

    @Override
    public void commitTask(TaskAttemptContext context) throws IOException {
      ASKED.add("commitTask " + number(context));
      super.commitTask(context);
    }

    @Override
    public void abortTask(TaskAttemptContext context) throws IOException {
      ASKED.add("abortTask " + number(context));
      super.abortTask(context);
    }

    @Override
    public void commitJob(JobContext context) throws IOException {
      ASKED.add("commitJob");
      super.commitJob(context);
    }

    @Override
    public void abortJob(JobContext context, int runState) throws IOException {
      ASKED.add("abortJob " + State.values()[runState - 1]);
      super.abortJob(context, runState);
    }

    private static String number(TaskAttemptContext context) {
      TaskAttemptID attempt = context.getTaskAttemptID();
      return attempt.getTaskID().getId() + "." + attempt.getId();
    }
  }

  /** One that has tasks write into the output directory itself, and leaves there what fails. */
  static final class Direct extends OutputCommitter {
    @Override
    public void setupJob(JobContext context) throws IOException {
      Path path = org.apache.hadoop.mapred.FileOutputFormat.getOutputPath(context.getJobConf());
      path.getFileSystem(context.getJobConf()).mkdirs(path);
    }

    @Override
    public void setupTask(TaskAttemptContext context) {}

    @Override
    public boolean needsTaskCommit(TaskAttemptContext context) {
      return false;
    }

    @Override
    public void commitTask(TaskAttemptContext context) {
      throw new IllegalStateException("it was not needed");
    }

    @Override
    public void abortTask(TaskAttemptContext context) {}
  }
}
