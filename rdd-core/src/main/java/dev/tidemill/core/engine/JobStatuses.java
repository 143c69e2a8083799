package dev.tidemill.core.engine;

import dev.tidemill.core.engine.JobStatus.State;
import dev.tidemill.core.task.JobProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The jobs that run, and the last thousand of those that have ended. Thread-safe. */
public final class JobStatuses {
  private static final int MOST_ENDED = 1_000;

  // Both in order of time; guarded by this.
  private final Map<Long, JobStatus> running = new LinkedHashMap<>();
  private final Map<Long, JobStatus> ended =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, JobStatus> eldest) {
          return size() > MOST_ENDED;
        }
      };

  synchronized void begin(Job<?, ?> job) {
    running.put(job.id(), JobStatus.begun(job));
  }

  /** A stage begins. */
  synchronized StageStatus begin(Job<?, ?> job, int stage, String name, int tasks) {
    String given = job.properties().get(JobProperties.CALL_SITE);
    StageStatus status =
        new StageStatus(stage, given == null ? name : given, tasks, System.currentTimeMillis());
    running.get(job.id()).begins(status);
    return status;
  }

  synchronized void end(Job<?, ?> job, boolean succeeded) {
    JobStatus status = running.remove(job.id());
    ended.put(job.id(), status.ended(succeeded ? State.SUCCEEDED : State.FAILED));
  }

  /** Those that run, in the order in which they began. */
  public synchronized List<JobStatus> running() {
    return List.copyOf(running.values());
  }

  /** All that are known, those that run last. */
  public synchronized List<JobStatus> all() {
    List<JobStatus> all = new ArrayList<>(ended.values());
    all.addAll(running.values());
    return all;
  }

  public synchronized Optional<JobStatus> job(long id) {
    JobStatus status = running.get(id);
    return Optional.ofNullable(status == null ? ended.get(id) : status);
  }

  public Optional<StageStatus> stage(int id) {
    return all().stream()
        .flatMap(job -> job.stages().stream())
        .filter(stage -> stage.id() == id)
        .findFirst();
  }
}
