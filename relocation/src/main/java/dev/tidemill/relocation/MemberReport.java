package dev.tidemill.relocation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a program uses of the legacy engine that Tidemill does not have, in the order of reasons and
 * names. Whether it may run all the same is for the reader to say: what is missing fails when, and
 * only if, it is reached.
 *
 * @param classes how many of the program's classes were looked at
 * @param scala whether some were compiled from Scala; those can only use the Java API
 */
public record MemberReport(List<Missing> missing, int classes, boolean scala) {
  private static final int USES_SHOWN = 3;

  /** What is missing. */
  public enum Kind {
    CLASS,
    CONSTRUCTOR,
    METHOD,
    FIELD,
    /** A class of the program cannot extend or implement what it does. */
    SUPERTYPE
  }

  /**
   * One class or member.
   *
   * @param name as programs write it: {@code org.apache.spark.SparkEnv}, {@code
   *     org.apache.spark.rdd.RDD.name() -> java.lang.String}
   * @param detail what stands in the way, where that is not the absence; may be empty
   * @param uses where, in the order of the jar; at least one
   */
  public record Missing(Kind kind, String name, Reason reason, String detail, List<Use> uses) {}

  /**
   * A place in the program.
   *
   * @param line 0 if the class file does not say
   */
  public record Use(String className, String method, int line) {
    @Override
    public String toString() {
      return className
          + (method.isEmpty() ? "" : "." + method)
          + (line > 0 ? " (line " + line + ")" : "");
    }
  }

  /** Copies the list. */
  public MemberReport {
    missing = List.copyOf(missing);
  }

  /** Whether everything is there. */
  public boolean isComplete() {
    return missing.isEmpty();
  }

  /** For a reader: by reason, with the first places of each. Empty if nothing is missing. */
  public String text() {
    Map<Reason, List<Missing>> byReason = new EnumMap<>(Reason.class);
    for (Missing one : missing) {
      byReason.computeIfAbsent(one.reason(), reason -> new ArrayList<>()).add(one);
    }
    StringBuilder text = new StringBuilder();
    byReason.forEach(
        (reason, group) -> {
          text.append(Character.toUpperCase(reason.text().charAt(0)))
              .append(reason.text().substring(1))
              .append(":\n");
          group.forEach(one -> append(text, one));
        });
    return text.toString();
  }

  private static void append(StringBuilder text, Missing one) {
    text.append("  ").append(one.name());
    if (!one.detail().isEmpty()) {
      text.append(": ").append(one.detail());
    }
    text.append('\n');
    int shown = Math.min(USES_SHOWN, one.uses().size());
    for (Use use : one.uses().subList(0, shown)) {
      text.append("    at ").append(use).append('\n');
    }
    int more = one.uses().size() - shown;
    if (more > 0) {
      text.append("    and ").append(more).append(more == 1 ? " more place\n" : " more places\n");
    }
  }

  /** What is missing for one reason. */
  public List<Missing> missing(Reason reason) {
    return Collections.unmodifiableList(
        missing.stream().filter(one -> one.reason() == reason).toList());
  }
}
