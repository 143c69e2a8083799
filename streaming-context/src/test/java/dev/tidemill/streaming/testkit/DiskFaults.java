package dev.tidemill.streaming.testkit;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.runtime.journal.FaultyStore;

/** Operations on a disk, counted over the lives of a program; some of them fail. */
final class DiskFaults {
  /** How many fail. */
  enum Length {
    ONE,
    THREE,
    /** Whatever comes, until the program has been at it three times more. */
    THREE_STEPS
  }

  private final long first;
  private final Length length;
  private final boolean after;
  private long operations;
  private int steps;
  private int stepOfFirst;
  private int failed;
  private boolean fails;

  /**
   * @param first which operation is the first that fails, from 1 on
   * @param after whether they fail when all is done, else before anything is
   */
  DiskFaults(long first, Length length, boolean after) {
    this.first = first;
    this.length = length;
    this.after = after;
  }

  static DiskFaults none() {
    return new DiskFaults(Long.MAX_VALUE, Length.ONE, false);
  }

  FileStore lens(FileStore disk) {
    FaultyStore store = FaultyStore.withLocks(disk);
    store.failBefore = what -> next() && (!after || what.startsWith("lock"));
    store.failAfter = what -> fails;
    return store;
  }

  private boolean next() {
    operations++;
    if (operations == first) {
      stepOfFirst = steps;
    }
    fails =
        operations >= first
            && switch (length) {
              case ONE -> operations == first;
              case THREE -> operations < first + 3;
              case THREE_STEPS -> steps < stepOfFirst + 3;
            };
    failed += fails ? 1 : 0;
    return fails;
  }

  /** The program is about to do something. */
  void step() {
    steps++;
  }

  long operations() {
    return operations;
  }

  int failed() {
    return failed;
  }

  @Override
  public String toString() {
    return length + " from operation " + first + (after ? ", each when it is done" : "");
  }
}
