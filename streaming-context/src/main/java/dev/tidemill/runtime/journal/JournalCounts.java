package dev.tidemill.runtime.journal;

/**
 * What a writer has done since it began.
 *
 * @param syncs that returned, of segments
 * @param bytes written to segments and made durable
 * @param segments that were begun and hold something
 * @param bases that were made durable, the first one among them
 */
public record JournalCounts(long syncs, long bytes, long segments, long bases) {}
