package benchmarks.workload;

/** A prepared workload: data made, context up. Used by one thread. */
public interface Workload extends AutoCloseable {
  /**
   * Called before each operation, outside its time: brings a paced workload to where the operation
   * takes it up, as a window that has to be full.
   */
  default void begin() throws Exception {}

  /** The same work each time, so that repetitions can be added up and checked. */
  Outcome run() throws Exception;

  /**
   * Called after each operation, outside its time: ends what the operation left running. A paced
   * workload leaves its threads, since what a thread allocated is unknown once it has ended.
   */
  default void settle() throws Exception {}

  @Override
  default void close() {}
}
