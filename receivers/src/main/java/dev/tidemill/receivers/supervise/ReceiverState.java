package dev.tidemill.receivers.supervise;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a receiver is in its life.
 *
 * <pre>
 *   NEW ──► STARTED ◄──► RESTARTING
 *    │         │             │
 *    │         └──► ENDING ◄─┘
 *    │                │
 *    └────► ENDED ◄───┘
 * </pre>
 */
enum ReceiverState {
  /** Not launched yet. */
  NEW,
  /** onStart has been called, or is about to be; records come in until someone asks for an end. */
  STARTED,
  /** onStop is called, then the delay passes, until it is launched again. */
  RESTARTING,
  /** The context stops: onStop is called, until it has returned or its time is over. */
  ENDING,
  /** Never launched again. */
  ENDED;

  Set<ReceiverState> next() {
    return switch (this) {
      case NEW -> EnumSet.of(STARTED, ENDED);
      case STARTED -> EnumSet.of(RESTARTING, ENDING);
      case RESTARTING -> EnumSet.of(STARTED, ENDING);
      case ENDING -> EnumSet.of(ENDED);
      case ENDED -> EnumSet.noneOf(ReceiverState.class);
    };
  }

  /**
   * @throws IllegalStateException if that move is not allowed
   */
  ReceiverState to(ReceiverState target) {
    if (!next().contains(target)) {
      throw new IllegalStateException(
          "A receiver that is " + this + " cannot become " + target + "; allowed: " + next() + ".");
    }
    return target;
  }
}
