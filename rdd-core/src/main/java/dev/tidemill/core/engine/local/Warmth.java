package dev.tidemill.core.engine.local;

/**
 * How many records a chain has taken through the shared class. Tasks add without a lock: a lost
 * count makes a class a little later, and an own kernel counts nothing.
 */
final class Warmth {
  private final boolean counting;
  private long records;

  private Warmth(boolean counting) {
    this.counting = counting;
  }

  static Warmth counting() {
    return new Warmth(true);
  }

  static Warmth constant() {
    return new Warmth(false);
  }

  boolean isCounting() {
    return counting;
  }

  void add(int passed) {
    if (counting) {
      records += passed;
    }
  }

  boolean reached(long enough) {
    return records >= enough;
  }
}
