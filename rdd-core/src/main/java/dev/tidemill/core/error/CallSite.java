package dev.tidemill.core.error;

import java.util.List;
import java.util.Optional;

/** Finds the user's own line of code. */
public final class CallSite {
  // User code may live below dev.tidemill too (the examples do), so the engine's packages are
  // named.
  private static final List<String> ENGINE =
      List.of(
          "dev.tidemill.api.",
          "dev.tidemill.core.",
          "dev.tidemill.dstream.",
          "dev.tidemill.files.",
          "dev.tidemill.rdd.",
          "dev.tidemill.receivers.",
          "dev.tidemill.runtime.",
          "dev.tidemill.streaming.");

  private CallSite() {}

  /** The operation with the first line outside the engine: {@code print at WordCount.java:23}. */
  public static String of(String operation) {
    Optional<StackWalker.StackFrame> caller =
        StackWalker.getInstance()
            .walk(frames -> frames.filter(frame -> !isEngine(frame.getClassName())).findFirst());
    return caller
        .map(frame -> operation + " at " + frame.getFileName() + ":" + frame.getLineNumber())
        .orElse(operation);
  }

  public static boolean isEngine(String className) {
    for (String prefix : ENGINE) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
