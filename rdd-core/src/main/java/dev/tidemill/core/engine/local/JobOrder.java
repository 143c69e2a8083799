package dev.tidemill.core.engine.local;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which of several jobs gets the next helper ({@code spark.scheduler.mode}). */
public enum JobOrder {
  /** The job that was submitted first. */
  FIFO {
    @Override
    TaskSet first(List<TaskSet> stages) {
      return oldest(stages);
    }
  },
  /**
   * The pool that has the fewest tasks running, and in it the job that was submitted first. A job
   * that names no pool is a pool of its own.
   */
  FAIR {
    @Override
    TaskSet first(List<TaskSet> stages) {
      Map<Object, Integer> running = new HashMap<>();
      stages.forEach(stage -> running.merge(stage.pool(), stage.running(), Integer::sum));
      int fewest = running.values().stream().min(Integer::compare).orElse(0);
      return oldest(stages.stream().filter(stage -> running.get(stage.pool()) == fewest).toList());
    }
  };

  /**
   * @param stages at least one
   */
  abstract TaskSet first(List<TaskSet> stages);

  private static TaskSet oldest(List<TaskSet> stages) {
    return stages.stream().min(Comparator.comparingLong(TaskSet::job)).orElseThrow();
  }
}
