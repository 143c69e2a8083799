package dev.tidemill.dstream.source;

import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import java.util.List;

/** How many records datasets have, as far as that is known without running anything. */
public final class KnownRecords {
  private KnownRecords() {}

  /**
   * The records that the program gave itself, also behind maps.
   *
   * @return {@link Allocation#UNKNOWN} if only running would tell
   */
  public static long of(Plan<?> plan) {
    Plan<?> origin = plan;
    while (origin instanceof Mapped<?, ?> mapped) {
      origin = mapped.parent();
    }
    return origin instanceof Source<?> source && source.data() instanceof GivenData<?> given
        ? given.records()
        : Allocation.UNKNOWN;
  }

  /** The sum, if all of them are known. */
  static long of(List<? extends Plan<?>> plans) {
    long sum = 0;
    for (Plan<?> plan : plans) {
      long records = of(plan);
      if (records == Allocation.UNKNOWN) {
        return Allocation.UNKNOWN;
      }
      sum += records;
    }
    return sum;
  }
}
