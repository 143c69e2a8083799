package dev.tidemill.runtime;

import dev.tidemill.SparkConf;
import dev.tidemill.core.text.Printable;
import dev.tidemill.util.Clock;
import dev.tidemill.util.ManualClock;
import dev.tidemill.util.SystemClock;
import java.util.List;

/**
 * The clock that {@code spark.streaming.clock} names, in the spelling of any release: old tests set
 * it to a manual one.
 */
public final class Clocks {
  private static final String KEY = "spark.streaming.clock";
  private static final List<String> PACKAGES =
      List.of(
          "dev.tidemill.util.",
          "dev.tidemill.streaming.util.",
          "org.apache.spark.util.",
          "org.apache.spark.streaming.util.");

  private Clocks() {}

  /**
   * A new clock; a manual one shows 0.
   *
   * @throws IllegalArgumentException if the setting names something else
   */
  public static Clock of(SparkConf conf) {
    String name = conf.get(KEY, SystemClock.class.getName());
    for (String prefix : PACKAGES) {
      if (name.equals(prefix + "SystemClock")) {
        return new SystemClock();
      }
      if (name.equals(prefix + "ManualClock")) {
        return new ManualClock();
      }
    }
    throw new IllegalArgumentException(
        KEY
            + " is \""
            + Printable.text(name)
            + "\"; use "
            + SystemClock.class.getName()
            + " (the default) or, in tests, "
            + ManualClock.class.getName()
            + ".");
  }
}
