package dev.tidemill.core.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How far a job is. Written by the job, read by anybody.
 *
 * @param properties what the submitting thread had set for its jobs
 * @param stages those that have begun
 */
public record JobStatus(
    int id, Map<String, String> properties, State state, List<StageStatus> stages) {
  /** What has become of it. */
  public enum State {
    RUNNING,
    SUCCEEDED,
    FAILED
  }

  static JobStatus begun(Job<?, ?> job) {
    return new JobStatus((int) job.id(), job.properties(), State.RUNNING, new ArrayList<>());
  }

  /** As they are now. */
  @Override
  public List<StageStatus> stages() {
    synchronized (stages) {
      return List.copyOf(stages);
    }
  }

  void begins(StageStatus stage) {
    synchronized (stages) {
      stages.add(stage);
    }
  }

  JobStatus ended(State how) {
    return new JobStatus(id, properties, how, stages);
  }
}
