package dev.tidemill.core.hadoop;

import dev.tidemill.Tuple2;
import dev.tidemill.core.engine.Job.PartitionTask;
import dev.tidemill.core.file.OutputDirectory;
import dev.tidemill.core.thread.Uninterrupted;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.mapred.FileAlreadyExistsException;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.JobStatus.State;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptID;

/**
 * An output of Hadoop in the making. The format's own committer is asked at every step, as in a job
 * of Hadoop:
 *
 * <pre>
 *   setUp      setupJob
 *   task       setupTask, records, commitTask (or abortTask) for every attempt at a partition
 *   commit     commitJob, then the directory is given its name
 *   close      abortJob, unless all that went well; nothing stays
 * </pre>
 *
 * <p>Where the format writes to a directory that can be renamed, it works in a temporary {@link
 * OutputDirectory} beside it, so that readers see the output whole whatever the committer does.
 * Used by the thread that submits the job.
 */
public final class HadoopJob implements AutoCloseable {
  private final String action;
  private final OutputApi api;
  private final JobSettings settings;
  private final TaskAttemptID first;
  private final JobID id;
  private final Existing existing;
  private final Optional<OutputPlace> place;
  private final Optional<OutputDirectory> directory;
  private OutputCommitter committer;
  private JobContext context;
  private boolean committed;

  /**
   * Looks whether the output can be written; writes nothing.
   *
   * @param action what the program called, for messages
   * @param conf given away
   * @throws FileAlreadyExistsException if the directory is there, and that is refused
   */
  public HadoopJob(String action, OutputApi api, JobConf conf, Existing existing)
      throws IOException, InterruptedException {
    this.action = action;
    this.api = api;
    this.existing = existing;
    // Some formats take the name of the job for that of a place, so it is not to come twice.
    this.id = new JobID(Long.toString(UUID.randomUUID().getMostSignificantBits() >>> 1), 0);
    this.first = new TaskAttemptID(id.getJtIdentifier(), id.getId(), api.taskType(), 0, 0);
    this.settings = new JobSettings(conf, first);
    settings.askNoYarn();
    this.place = OutputPlace.of(action, settings);
    place.ifPresent(there -> settings.setOutputPath(there.path()));
    if (existing.equals(Existing.REFUSED)) {
      api.checkSpecs(settings.conf(), id);
    }
    this.directory = openDirectory();
    directory.ifPresent(made -> settings.setOutputPath(place.orElseThrow().beside(made)));
    if (existing.isReplaced() && directory.isPresent()) {
      api.checkSpecs(settings.conf(), id);
    }
  }

  private Optional<OutputDirectory> openDirectory() throws IOException {
    if (place.isEmpty()) {
      return Optional.empty();
    }
    try {
      return place.get().directory(existing);
    } catch (java.nio.file.FileAlreadyExistsException taken) {
      throw existing.isReplaced() ? taken : exists(taken);
    }
  }

  private FileAlreadyExistsException exists(IOException cause) {
    FileAlreadyExistsException exists =
        new FileAlreadyExistsException(
            "Output directory " + place.orElseThrow().path() + " already exists");
    exists.initCause(cause);
    return exists;
  }

  public void setUp() throws IOException, InterruptedException {
    committer = api.attempt(settings.conf(), first).committer();
    context = api.job(settings.conf(), id);
    committer.setupJob(context);
  }

  public <K, V> PartitionTask<Tuple2<K, V>, Boolean> task() {
    return new PartitionOutput<>(action, api, settings, id.getJtIdentifier());
  }

  /** All partitions are written. */
  public void commit() throws IOException {
    committer.commitJob(context);
    if (directory.isPresent()) {
      publish(directory.get());
    }
    committed = true;
  }

  private void publish(OutputDirectory written) throws IOException {
    if (existing.isReplaced()) {
      written.markWhole(); // so that it is known as ours when it is to be replaced
    }
    try {
      if (written.isBegun()) { // else the format has written nothing, or elsewhere
        written.commit();
      }
    } catch (java.nio.file.FileAlreadyExistsException madeMeanwhile) {
      throw exists(madeMeanwhile);
    }
  }

  /** Clears away what was not committed. */
  @Override
  public void close() throws IOException {
    if (!committed) {
      Uninterrupted.run(this::clearAway);
    }
  }

  private void clearAway() throws IOException {
    try {
      if (context != null) {
        committer.abortJob(context, State.FAILED);
      }
    } finally {
      if (directory.isPresent()) {
        directory.get().close();
      }
    }
  }
}
