package benchmarks.workload;

/** A prepared workload: data made, context up. Used by one thread. */
public interface Workload extends AutoCloseable {
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
