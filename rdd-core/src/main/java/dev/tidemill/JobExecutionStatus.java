package dev.tidemill;

import static dev.tidemill.core.error.Arguments.requireValue;

import java.util.Locale;

/** What has become of a job. */
public enum JobExecutionStatus {
  RUNNING,
  SUCCEEDED,
  FAILED,
  UNKNOWN;

  /**
   * By its name in any case.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static JobExecutionStatus fromString(String str) {
    return valueOf(requireValue("fromString", "str", str).toUpperCase(Locale.ROOT));
  }
}
