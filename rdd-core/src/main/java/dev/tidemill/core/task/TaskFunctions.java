package dev.tidemill.core.task;

/** What functions a task calls. Thread-safe. */
public interface TaskFunctions {
  /** Those that were given. */
  TaskFunctions SHARED =
      new TaskFunctions() {
        @Override
        public <F> F own(F function) {
          return function;
        }
      };

  /**
   * The function that the task on the calling thread is to call: the one that was given, or a copy
   * that no other task has, always the same one in the same task.
   *
   * @throws Exception if it would have to be copied and cannot
   */
  <F> F own(F function) throws Exception;
}
