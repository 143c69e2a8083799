package dev.tidemill.launcher.checkpoint;

import dev.tidemill.runtime.recovery.StoredCheckpoint;
import java.util.OptionalLong;

/**
 * Whether batches are finished as they should be: the latest is not longer ago than three
 * intervals.
 *
 * @param message since when it is so, for people
 * @param last the latest finished batch
 */
public record Health(boolean isWell, String message, OptionalLong last) {
  /** How many intervals may go by without a finished batch. */
  public static final int INTERVALS = 3;

  /**
   * Judges what is stored.
   *
   * @param now in milliseconds
   */
  public static Health of(StoredCheckpoint stored, long now) {
    long may = INTERVALS * stored.interval();
    OptionalLong last = stored.lastDone();
    long since = last.orElse(stored.began());
    boolean well = now - since <= may;
    String what =
        last.isPresent()
            ? "the last batch that was finished is that of " + BatchTime.text(since)
            : "no batch has been finished since " + BatchTime.text(since);
    String how =
        "%s, %s ago; the interval is %s, so %s is the limit"
            .formatted(
                what,
                BatchTime.span(Math.max(0, now - since)),
                BatchTime.span(stored.interval()),
                BatchTime.span(may));
    return new Health(well, (well ? "well: " : "not well: ") + how, last);
  }

  /** Whether the program has finished a batch since an earlier look: then it catches up. */
  public boolean isBeyond(Health earlier) {
    return last.orElse(Long.MIN_VALUE) > earlier.last().orElse(Long.MIN_VALUE);
  }
}
