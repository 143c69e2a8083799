package dev.tidemill;

/**
 * What a failed job throws. Checked, as in the legacy API, but thrown without being declared by the
 * methods that run jobs, so that old {@code catch} blocks go on to work.
 */
public class SparkException extends Exception {
  private static final long serialVersionUID = 1L;

  public SparkException(String message) {
    super(message);
  }

  public SparkException(String message, Throwable cause) {
    super(message, cause);
  }
}
