package dev.tidemill.runtime.journal;

import java.util.List;

/**
 * Where a journal ends: what the next writer goes on from.
 *
 * @param sequence number of the last entry that counts
 * @param newestSegment name of the newest file, for messages
 * @param segments the segments with entries that count, and where each begins
 */
public record JournalEnd(long sequence, String newestSegment, List<SegmentStart> segments) {

  public JournalEnd {
    segments = List.copyOf(segments);
  }

  /**
   * A segment that holds entries.
   *
   * @param number of the segment
   * @param firstSequence number of its first entry
   */
  public record SegmentStart(long number, long firstSequence) {}
}
