package dev.tidemill.dstream.graph;

import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.List;

/**
 * The times of batches: those that were, in this process or an earlier one, and those to come.
 *
 * <pre>
 *   zero  b   b   b   b      (stopped, 2 intervals left out)     b     b      interval changed
 *   ──┼───┼───┼───┼───┼┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┼─────┼──►
 *     after           upTo                                 after             the last era is open
 * </pre>
 *
 * <p>Immutable.
 *
 * @param eras in order of time, at least one; the last one is the present
 */
public record Grid(List<Era> eras) {
  /**
   * Batches at equal distances.
   *
   * @param zero a time that is a multiple of the interval away from each of them
   * @param after they are later than this
   * @param upTo and not later than this
   */
  public record Era(Time zero, Time after, Time upTo, Duration interval) {
    private static final Time OPEN = new Time(Long.MAX_VALUE);

    boolean has(Time time) {
      return time.greater(after) && time.lessEq(upTo) && time.minus(zero).isMultipleOf(interval);
    }
  }

  public Grid {
    eras = List.copyOf(eras);
  }

  /** The first start of a program: the first batch is one interval after zero. */
  public static Grid from(Time zero, Duration interval) {
    return new Grid(List.of(new Era(zero, zero, Era.OPEN, interval)));
  }

  /**
   * The grid of a process that goes on where another one ended.
   *
   * @param last the latest batch of the other one
   * @param resumeAfter the times up to this are left out; {@code last} if none are
   */
  public Grid goOn(Time last, Time resumeAfter, Duration interval) {
    Era before = present();
    boolean same = before.interval().equals(interval);
    if (same && resumeAfter.equals(last)) {
      return this;
    }
    List<Era> next = new ArrayList<>(eras.subList(0, eras.size() - 1));
    if (last.greater(before.after())) {
      next.add(new Era(before.zero(), before.after(), last, before.interval()));
    }
    next.add(new Era(same ? before.zero() : last, resumeAfter, Era.OPEN, interval));
    return new Grid(next);
  }

  /** Without the times before this one, of which nothing is known any more. */
  public Grid since(Time first) {
    Time before = first.minus(new Duration(1));
    List<Era> since = new ArrayList<>();
    for (Era era : eras) {
      if (era.upTo().greaterEq(first)) {
        since.add(new Era(era.zero(), era.after().max(before), era.upTo(), era.interval()));
      }
    }
    return new Grid(since);
  }

  public Era present() {
    return eras.get(eras.size() - 1);
  }

  /** Whether a stream of that slide has a dataset at that time. */
  boolean isDue(Duration slide, Time time) {
    for (int i = eras.size() - 1; i >= 0; i--) {
      Era era = eras.get(i);
      if (time.greater(era.after())) {
        return era.has(time) && time.minus(era.zero()).isMultipleOf(slideIn(era, slide));
      }
    }
    return false;
  }

  /** A stream with a dataset for each batch had one in each batch of an earlier interval, too. */
  private Duration slideIn(Era era, Duration slide) {
    return slide.equals(present().interval()) ? era.interval() : slide;
  }

  /** The times after the first and up to the second at which a stream of that slide is due. */
  List<Time> times(Duration slide, Time after, Time upTo) {
    List<Time> times = new ArrayList<>();
    for (Era era : eras) {
      Duration step = slideIn(era, slide);
      Time last = upTo.min(era.upTo());
      Time time = after.max(era.after()).floor(step, era.zero()).plus(step);
      for (; time.lessEq(last); time = time.plus(step)) {
        if (era.has(time)) {
          times.add(time);
        }
      }
    }
    return times;
  }

  /** The time rounded down to the present grid of a stream. */
  Time floor(Duration slide, Time time) {
    return time.floor(slide, present().zero());
  }
}
