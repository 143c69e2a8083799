package dev.tidemill.core.hadoop;

import static dev.tidemill.core.error.Arguments.requirePair;

import dev.tidemill.Tuple2;
import dev.tidemill.core.engine.Job.PartitionTask;
import dev.tidemill.core.engine.Records;
import dev.tidemill.core.hadoop.OutputApi.Attempt;
import dev.tidemill.core.hadoop.OutputApi.PairWriter;
import dev.tidemill.core.task.TaskRun;
import dev.tidemill.core.thread.Uninterrupted;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptID;

/**
 * Writes one partition by an output format. What is written becomes part of the job's output when
 * the attempt has written all; of an attempt that fails nothing stays.
 *
 * @param tracker what the id of the job begins with; ids are not serialised the way of Java
 */
record PartitionOutput<K, V>(String action, OutputApi api, JobSettings settings, String tracker)
    implements PartitionTask<Tuple2<K, V>, Boolean> {

  @Override
  public Boolean run(int partition, Records<Tuple2<K, V>> records) throws Exception {
    int number = TaskRun.current().orElseThrow().info().attempt();
    TaskAttemptID id = new TaskAttemptID(tracker, 0, api.taskType(), partition, number);
    Attempt attempt = api.attempt(settings.of(id), id);
    OutputCommitter committer = attempt.committer();
    try {
      committer.setupTask(attempt.context());
      write(records, attempt.open(partition));
      if (committer.needsTaskCommit(attempt.context())) {
        committer.commitTask(attempt.context());
      }
    } catch (Throwable failed) { // whatever it is, nothing may stay
      Uninterrupted.after(failed, () -> committer.abortTask(attempt.context()));
      throw failed;
    }
    return true;
  }

  private void write(Records<Tuple2<K, V>> records, PairWriter writer) throws Exception {
    try {
      records.forEach(
          pair -> {
            requirePair(action, pair);
            writer.write(pair._1, pair._2);
            return true;
          });
    } catch (Throwable failed) {
      Uninterrupted.after(failed, writer::close);
      throw failed;
    }
    writer.close();
  }
}
