package benchmarks.harness;

/** An engine failed, or engines gave different results: there is nothing to report. */
final class RunFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  RunFailedException(String message) {
    super(message);
  }
}
