package dev.tidemill.runtime.recovery;

/** The kinds of entries. Numbers are never used again for something else. */
final class EntryKind {
  /** {@link StoredGraph}: the parts of the program, and the grid of its batches. */
  static final byte GRAPH = 1;

  /** Where the sources were, as JSON: id of the source to what it gave. */
  static final byte POSITIONS = 2;

  /** {@link StoredAllocation}: what the sources gave to a batch. */
  static final byte ALLOCATED = 3;

  /** {@link StoredState}: what a batch did to states, and datasets that windows need. */
  static final byte STATE = 4;

  /** How an output of a batch ended, as JSON. */
  static final byte OUTPUT = 5;

  /** A batch is over; nothing of it has to be done again. No payload. */
  static final byte DONE = 6;

  /**
   * A piece of what a {@link #STATE} has, where that is large; without the last one none counts.
   */
  static final byte STATE_PIECE = 7;

  private EntryKind() {}
}
