package dev.tidemill.core.engine.local;

/**
 * Some of the records that an exchange has moved to one target: a list, or what iterates over
 * records on disk. Used by one thread.
 */
final class Part {
  private final Runnable whenRead;
  private Iterable<?> records;

  /**
   * @param whenRead gives the memory of the records back; may be called more than once
   */
  Part(Iterable<?> records, Runnable whenRead) {
    this.records = records;
    this.whenRead = whenRead;
  }

  /** The records; to be asked once. */
  Iterable<?> records() {
    return records;
  }

  /** They have been read, or nobody wants them. */
  void release() {
    records = null;
    whenRead.run();
  }
}
