package dev.tidemill.core.error;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
          "dev.tidemill.partial.",
          "dev.tidemill.rdd.",
          "dev.tidemill.receivers.",
          "dev.tidemill.runtime.",
          "dev.tidemill.streaming.");

  private static final int MOST_CALLERS = 19;

  private CallSite() {}

  /** The operation with the first line outside the engine: {@code print at WordCount.java:23}. */
  public static String of(String operation) {
    return StackWalker.getInstance()
        .walk(frames -> frames.filter(CallSite::isUser).findFirst())
        .map(caller -> operation + line(caller))
        .orElse(operation);
  }

  /** The class of the user that has called the engine, if one is on the stack. */
  public static Optional<Class<?>> userClass() {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames ->
                frames
                    .filter(CallSite::isUser)
                    .findFirst()
                    .map(StackWalker.StackFrame::getDeclaringClass));
  }

  /**
   * As {@link #of}, with the engine's method that the user's code has called as the operation.
   *
   * @param operation said if no code of the user is on the stack
   */
  public static String ofCall(String operation) {
    String called = operation;
    for (StackWalker.StackFrame frame : StackWalker.getInstance().walk(Stream::toList)) {
      if (isUser(frame)) {
        return called + line(frame);
      }
      if (isEngine(frame.getClassName())) {
        called = frame.getMethodName();
      }
    }
    return operation;
  }

  /**
   * The lines of a stack: the engine's method that the user's code has called, then that code and
   * its callers, 20 at most. Empty if no code of the user is on the stack.
   */
  public static String stack() {
    List<StackWalker.StackFrame> frames = StackWalker.getInstance().walk(Stream::toList);
    int user = 0;
    while (user < frames.size() && !isUser(frames.get(user))) {
      user++;
    }
    if (user == frames.size()) {
      return "";
    }
    return frames.stream()
        .skip(user - 1L) // this method, if no other one
        .limit(1 + MOST_CALLERS)
        .map(StackWalker.StackFrame::toString)
        .collect(Collectors.joining("\n"));
  }

  private static boolean isUser(StackWalker.StackFrame frame) {
    String className = frame.getClassName();
    return !isEngine(className) && !className.startsWith("java.");
  }

  private static String line(StackWalker.StackFrame frame) {
    return " at " + frame.getFileName() + ":" + frame.getLineNumber();
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
