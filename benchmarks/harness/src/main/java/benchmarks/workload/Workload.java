package benchmarks.workload;

/** A prepared workload: data made, context up. Used by one thread. */
public interface Workload extends AutoCloseable {
  /** The same work each time, so that repetitions can be added up and checked. */
  Outcome run() throws Exception;

  @Override
  default void close() {}
}
