package dev.tidemill.runtime.journal;

import java.io.Closeable;
import java.io.IOException;

/**
 * Where groups go. Used by one thread at a time, the one that has the turn in {@link GroupCommit};
 * the counts are read by others.
 */
interface SegmentOutput extends Closeable {

  /**
   * Returns when the group is durable in the segment of that number. After an exception the segment
   * is over: what was to be written goes into one of a higher number.
   *
   * @return how many bytes were written
   */
  int write(long number, EntryGroup group) throws IOException;

  /** Whether a segment is over when it has a group. */
  boolean takesOneGroup();

  long syncs();

  long bytes();

  long segments();
}
