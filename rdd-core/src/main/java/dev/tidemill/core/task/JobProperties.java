package dev.tidemill.core.task;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What each thread has set for the jobs that it submits. A thread begins with what the thread that
 * made it had set at that moment. Thread-safe.
 */
public final class JobProperties {
  public static final String GROUP = "spark.jobGroup.id";
  public static final String DESCRIPTION = "spark.job.description";
  public static final String TAGS = "spark.job.tags";
  public static final String CALL_SITE = "callSite.short";
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

  /** The tags among properties of a job, in order. */
  public static Set<String> tags(Map<String, String> properties) {
    Set<String> tags = new TreeSet<>(List.of(properties.getOrDefault(TAGS, "").split(",")));
    tags.remove("");
    return tags;
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
