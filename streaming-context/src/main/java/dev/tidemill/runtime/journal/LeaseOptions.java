package dev.tidemill.runtime.journal;

import java.time.Duration;
import java.util.Objects;

/**
 * How a lease is taken and kept.
 *
 * @param standby whether to wait while another driver has it; else it is refused. A lock that ends
 *     is taken within a tenth of a second.
 * @param beat how often the holder shows that it lives, where there are no locks
 * @param takeOverAfter how long it may not do so before another one takes over; at least twice the
 *     beat. The holder itself gives up after four fifths of it.
 */
public record LeaseOptions(boolean standby, Duration beat, Duration takeOverAfter, LeaseTime time) {

  public LeaseOptions {
    Objects.requireNonNull(time, "time");
    if (beat.isNegative() || beat.isZero() || takeOverAfter.compareTo(beat.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "A driver that beats every %s cannot be taken over after %s; choose a beat above zero and twice that or more"
              .formatted(beat, takeOverAfter));
    }
  }

  /** A beat every 2 seconds, taken over after 10. */
  public static LeaseOptions of(boolean standby) {
    return new LeaseOptions(
        standby, Duration.ofSeconds(2), Duration.ofSeconds(10), LeaseTime.system());
  }
}
