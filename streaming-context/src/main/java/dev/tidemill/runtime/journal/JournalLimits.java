package dev.tidemill.runtime.journal;

/**
 * Bounds of what a writer writes. What a reader accepts does not depend on them.
 *
 * @param segmentBytes when it wants to go on in a new segment
 * @param groupBytes how much is written by one sync at most; a larger entry goes alone
 * @param payloadBytes the largest payload it takes, at most {@link #MAX_PAYLOAD_BYTES}
 */
public record JournalLimits(long segmentBytes, int groupBytes, int payloadBytes) {

  /** Readers refuse what is larger. */
  public static final int MAX_PAYLOAD_BYTES = 256 << 20;

  /** 8 MB a segment, 16 MB a sync, 256 MB a payload. */
  public static final JournalLimits DEFAULT =
      new JournalLimits(8 << 20, 16 << 20, MAX_PAYLOAD_BYTES);

  public JournalLimits {
    requireRange("segmentBytes", segmentBytes, Long.MAX_VALUE);
    requireRange("groupBytes", groupBytes, MAX_PAYLOAD_BYTES);
    requireRange("payloadBytes", payloadBytes, MAX_PAYLOAD_BYTES);
  }

  private static void requireRange(String name, long value, long most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "%s of a journal is %d; choose 1 to %d".formatted(name, value, most));
    }
  }
}
