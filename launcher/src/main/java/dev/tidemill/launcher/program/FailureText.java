package dev.tidemill.launcher.program;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Optional;

/** What is printed of a program's failure: for people who know the program, not the launcher. */
public final class FailureText {
  private static final String CALLER = Program.class.getName();

  private FailureText() {}

  /** Prints a line where a line is all that helps, else the stack trace down to the main method. */
  public static void print(Throwable failure, PrintWriter to) {
    if (failure instanceof UsageException) {
      to.println("tidemill: " + failure.getMessage());
      return;
    }
    Optional<Throwable> outside = ExitCodes.held(failure).or(() -> ExitCodes.unavailable(failure));
    if (outside.isPresent()) {
      to.println("tidemill: " + messageOf(failure, outside.get()));
      return;
    }
    cutBelowMain(failure);
    failure.printStackTrace(to);
    legacyHint(failure).ifPresent(to::println);
  }

  private static String messageOf(Throwable failure, Throwable outside) {
    String inner = outside.getMessage();
    if (inner == null || !outside.getClass().getName().startsWith("dev.tidemill.")) {
      inner = outside.toString();
    }
    String outer = failure == outside ? null : failure.getMessage();
    return outer == null || outer.contains(inner)
        ? (outer == null ? inner : outer)
        : outer + ": " + inner;
  }

  private static void cutBelowMain(Throwable failure) {
    StackTraceElement[] frames = failure.getStackTrace();
    int end = 0;
    while (end < frames.length && !frames[end].getClassName().equals(CALLER)) {
      end++;
    }
    while (end > 0 && isReflection(frames[end - 1].getClassName())) {
      end--;
    }
    failure.setStackTrace(Arrays.copyOf(frames, end));
  }

  private static boolean isReflection(String name) {
    return name.startsWith("java.lang.reflect.") || name.startsWith("jdk.internal.reflect.");
  }

  private static Optional<String> legacyHint(Throwable failure) {
    String text = String.valueOf(failure.getMessage()).replace('/', '.');
    boolean missing =
        failure instanceof NoClassDefFoundError || failure instanceof ClassNotFoundException;
    return missing && (text.startsWith("org.apache.spark.") || text.startsWith("scala."))
        ? Optional.of(
            "tidemill: the program is written for the legacy engine; replace org.apache.spark by"
                + " dev.tidemill and scala.Tuple2 by dev.tidemill.Tuple2, and build it again")
        : Optional.empty();
  }
}
