package dev.tidemill.core.engine.local;

/**
 * Of what kinds the steps of a piece are.
 *
 * @param steps how many maps and filters
 * @param filters bit i is set if step i is a filter
 * @param flattens whether a flatMap follows
 */
record Shape(int steps, int filters, boolean flattens) {

  /**
   * Not the record's own, which is linked when it is first called: the first job waits for that.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Shape that
        && steps == that.steps
        && filters == that.filters
        && flattens == that.flattens;
  }

  /** Likewise. */
  @Override
  public int hashCode() {
    return (31 * steps + filters) * 2 + (flattens ? 1 : 0);
  }
}
