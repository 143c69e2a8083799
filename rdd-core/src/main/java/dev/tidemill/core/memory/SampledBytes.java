package dev.tidemill.core.memory;

/**
 * Guesses what many records hold together from looks at a few of them. Each look stands for the
 * records since the last one, and looks lie further apart the more records there are, so they cost
 * nearly nothing and no more than a sixtieth of the records is ever unseen.
 */
final class SampledBytes {
  /** How many records there are until the first look. */
  static final int SHORTEST = 8;

  private static final int LOOKS = 64;

  private long records;
  private long bytes;
  private int distance = SHORTEST;
  private int untilLook = SHORTEST;

  /** Counts one record; whether this one is to be looked at. */
  boolean isDue() {
    return --untilLook == 0;
  }

  /** How many records there are from one look to the next: for who counts by itself. */
  int distance() {
    return distance;
  }

  /** Takes the bytes of the record that was due. */
  void look(long recordBytes) {
    records += distance;
    bytes += recordBytes * distance;
    distance = (int) Math.min(1 << 30, Math.max(SHORTEST, records / LOOKS));
    untilLook = distance;
  }

  long bytes() {
    return bytes;
  }

  /** Begins anew, with looks close together. */
  void clear() {
    records = 0;
    bytes = 0;
    distance = SHORTEST;
    untilLook = SHORTEST;
  }
}
