package dev.tidemill.dstream.files;

import dev.tidemill.SparkContext;
import dev.tidemill.core.text.Printable;
import dev.tidemill.streaming.Time;
import java.io.Serializable;

/**
 * Where batches go: {@code prefix-TIME.suffix}, with the batch's time in milliseconds. Prefix and
 * suffix may be null or empty; then their sign is left out.
 */
record BatchPath(String prefix, String suffix) implements Serializable {

  /** With TIME in the place of the time. */
  String pattern() {
    return named("TIME");
  }

  String of(Time time) {
    return named(String.valueOf(time.milliseconds()));
  }

  /** Says whose batch it is: only the same output replaces it. */
  String owner(String operation, SparkContext context, Time time) {
    return "application="
        + Printable.text(context.appName())
        + "\noutput="
        + operation
        + " "
        + Printable.text(pattern())
        + "\nbatch="
        + time.milliseconds()
        + "\n";
  }

  private String named(String time) {
    String name = time + (isEmpty(suffix) ? "" : "." + suffix);
    return isEmpty(prefix) ? name : prefix + "-" + name;
  }

  private static boolean isEmpty(String text) {
    return text == null || text.isEmpty();
  }
}
