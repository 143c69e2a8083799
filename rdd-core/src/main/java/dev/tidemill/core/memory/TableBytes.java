package dev.tidemill.core.memory;

/**
 * What a table holds: keys and values as they were measured when the memory was last full, guesses
 * of what has come since, and its arrays. Asks its reservation for as much.
 */
final class TableBytes {
  // A value makes what it is merged into grow by not much more than itself. What seems to be more
  // is a guess gone wrong, of the size of a large set, say.
  private static final int MOST_GROWTH = 4;

  private final Reservation reservation;
  private final SampledBytes created = new SampledBytes();
  private final SampledBytes merged = new SampledBytes();
  private long measured;
  private long bearable;

  TableBytes(Reservation reservation) {
    this.reservation = reservation;
  }

  /**
   * Takes what a merge has changed.
   *
   * @return how many merges there are until the next one that is to be looked at
   */
  int lookAtMerge(long before, long after, Object value) {
    long most = MOST_GROWTH * (RecordSizes.OBJECT + ObjectWalk.measure(value));
    merged.look(Math.max(-most, Math.min(most, after - before)));
    return merged.distance();
  }

  /**
   * Takes a new key with its value.
   *
   * @return how many new keys there are until the next one that is to be looked at
   */
  int lookAtNew(Object key, Object value) {
    created.look(of(key, value));
    return created.distance();
  }

  static long of(Object key, Object value) {
    return ObjectWalk.measure(key) + ObjectWalk.measure(value);
  }

  /** Whether there is room for all, or as good as. */
  boolean fit(long arrayBytes) {
    long bytes = arrayBytes + content();
    return bytes <= bearable || reservation.growTo(bytes);
  }

  private long content() {
    return Math.max(0, measured + created.bytes() + merged.bytes());
  }

  /** Takes what all keys and values hold now in the place of guesses. */
  void measured(long bytes) {
    measured = bytes;
    created.clear();
    merged.clear();
  }

  /** Bears that there is no room until there is half as much again. */
  void bear(long arrayBytes) {
    long bytes = arrayBytes + content();
    bearable = bytes + bytes / 2;
  }

  /** Gives back what is not needed any more. */
  void shrink(long arrayBytes) {
    bearable = 0;
    reservation.shrinkTo(arrayBytes + content());
  }

  /** Gives back all but so many parts of the whole. */
  void keep(long parts, long whole) {
    reservation.shrinkTo((long) ((double) reservation.held() * parts / whole));
  }

  void close() {
    reservation.close();
  }
}
