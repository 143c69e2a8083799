package benchmarks.workload;

/**
 * The workloads of one engine. Each engine has one implementation with a constructor without
 * arguments, found by its class name.
 */
public interface Workloads {
  /**
   * @throws IllegalArgumentException if this engine has no such workload
   */
  Workload prepare(String name, Parameters parameters) throws Exception;

  static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException("No workload is named " + name + " on this engine.");
  }
}
