package dev.tidemill.core.plan;

import dev.tidemill.core.state.StateLog;
import java.io.IOException;
import java.util.List;

/** A step that has been worked out. */
public interface StagedStep<R> {
  /** What the step gives; asked for after {@link #publish}. */
  List<R> records();

  /** What the step does to the keys, as far as the operator says; asked for before publish. */
  default void changes(StateLog log) throws IOException {}

  /** The step is not to be: forgets it. Called in place of publish. */
  default void discard() {}

  /**
   * Makes the state show the step. Calls no code of the program and does not fail.
   *
   * @param keepBefore whether the version before may still be asked for
   */
  void publish(boolean keepBefore);
}
