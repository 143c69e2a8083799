package dev.tidemill.core.task;

import java.util.HashMap;
import java.util.Map;

/**
 * What each thread has set for the jobs that it submits. A thread begins with what the thread that
 * made it had set at that moment. Thread-safe.
 */
public final class JobProperties {
  public static final String GROUP = "spark.jobGroup.id";
  public static final String DESCRIPTION = "spark.job.description";
  public static final String POOL = "spark.scheduler.pool";

  // Immutable maps: threads of different contexts and running jobs share them.
  private final InheritableThreadLocal<Map<String, String>> ofThread =
      new InheritableThreadLocal<>();

  public Map<String, String> ofThisThread() {
    Map<String, String> set = ofThread.get();
    return set == null ? Map.of() : set;
  }

  /** This thread works for one that has set these, and forgets what it had set itself. */
  public void replace(Map<String, String> other) {
    ofThread.set(Map.copyOf(other));
  }

  /**
   * @param value null removes it
   */
  public void set(String key, String value) {
    Map<String, String> changed = new HashMap<>(ofThisThread());
    if (value == null) {
      changed.remove(key);
    } else {
      changed.put(key, value);
    }
    ofThread.set(Map.copyOf(changed));
  }
}
