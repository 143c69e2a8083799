package dev.tidemill.dstream.state;

import dev.tidemill.core.codec.Isolation.Copies;
import dev.tidemill.core.state.StateStore.Removal;
import dev.tidemill.core.state.StateStore.Stage;
import dev.tidemill.streaming.State;
import java.util.NoSuchElementException;

/** What a function sees of an entry of a step. One for a step; used for one call after another. */
final class KeyState<S> extends State<S> {
  private enum Outcome {
    NONE,
    UPDATED,
    REMOVED
  }

  private static final int OUTSIDE = -1;

  private final Stage<?, S> stage;
  private final Copies copies;
  private int entry = OUTSIDE;
  private boolean timingOut;
  private boolean exists;
  private boolean taken;
  private S value;
  private Outcome outcome = Outcome.NONE;

  KeyState(Stage<?, S> stage, Copies copies) {
    this.stage = stage;
    this.copies = copies;
  }

  /** A call begins. */
  void begin(int of, boolean isTimingOut) {
    entry = of;
    timingOut = isTimingOut;
    exists = stage.exists(of);
    taken = false;
    value = null;
    outcome = Outcome.NONE;
  }

  /** The call has ended well: what it did to the state becomes part of the step. */
  void end() {
    if (outcome == Outcome.REMOVED) {
      stage.remove(entry, Removal.ASKED);
    } else if (outcome == Outcome.UPDATED || isChangedInPlace()) {
      stage.put(entry, value);
    }
    leave();
  }

  /** No call is running: whoever still has the state is refused. */
  void leave() {
    entry = OUTSIDE;
    value = null;
  }

  private boolean isChangedInPlace() {
    if (!taken) {
      return false;
    }
    S kept = stage.value(entry);
    return value != kept && !copies.same(kept, value);
  }

  @Override
  public boolean exists() {
    requireInside();
    return exists;
  }

  @Override
  public S get() {
    requireInside();
    if (!exists) {
      throw new NoSuchElementException("State is not set; ask exists() first.");
    }
    if (!taken) {
      value = copies.of(stage.value(entry));
      taken = true;
    }
    return value;
  }

  @Override
  public void update(S newState) {
    requireInside();
    require(outcome != Outcome.REMOVED, "Cannot update the state after it has been removed");
    require(!timingOut, "Cannot update the state that is timing out");
    value = newState;
    taken = true;
    exists = true;
    outcome = Outcome.UPDATED;
  }

  @Override
  public void remove() {
    requireInside();
    require(!timingOut, "Cannot remove the state that is timing out");
    require(outcome != Outcome.REMOVED, "Cannot remove the state that has already been removed");
    exists = false;
    outcome = Outcome.REMOVED;
  }

  @Override
  public boolean isTimingOut() {
    requireInside();
    return timingOut;
  }

  private void requireInside() {
    if (entry == OUTSIDE) {
      throw new IllegalStateException(
          "A State was used after the call that it was given to; keep what get() gives instead.");
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException("requirement failed: " + message);
    }
  }
}
