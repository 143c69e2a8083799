package dev.tidemill.core.engine.local;

import dev.tidemill.core.engine.Sink;
import java.util.Iterator;
import java.util.List;

/**
 * Takes records through one {@link Piece} of a chain and hands what comes out to a sink. One
 * thread's.
 *
 * <p>An interface beside its one implementation, since {@link RecordLoop} is defined many times
 * over: copies of a class know each other by what they share only.
 */
interface Kernel extends Sink<Object> {
  /** In the place of a place in a list: the sink wants no more. */
  int ENOUGH = -1;

  /** How a call of {@link #drain} ended. */
  enum Drained {
    /** There are no more records. */
    ALL,
    /** The sink wants no more. */
    ENOUGH,
    /** Neither; call again. Gives the caller a place to change to a faster kernel. */
    SOME
  }

  /** A kernel of the same class over other functions: classes are made seldom, kernels often. */
  Kernel over(Piece piece, Sink<Object> sink, Warmth warmth);

  /** Pushes up to {@link RecordLoop#CHUNK} records and looks whether the thread is interrupted. */
  Drained drain(Iterator<?> records) throws Exception;

  /**
   * The same over a list that can be read at any place, from a place on.
   *
   * @return the place to go on from, or {@link #ENOUGH}
   */
  int drain(List<?> records, int from) throws Exception;

  /** Whether there is nothing faster to change to. */
  boolean isSettled();

  /** Tells of records that {@link #accept} was called for one by one. */
  void passed(int records);
}
