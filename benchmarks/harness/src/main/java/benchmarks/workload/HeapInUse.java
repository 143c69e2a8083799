package benchmarks.workload;

/** What is left of the heap once it has been collected. */
public final class HeapInUse {
  private static final int TIMES = 5;

  private HeapInUse() {}

  /** Collects until that frees nothing more: what one collection finds may free something else. */
  public static long bytes() throws InterruptedException {
    long least = collected();
    for (int i = 1; i < TIMES; i++) {
      Thread.sleep(50);
      long now = collected();
      if (now > 0.99 * least) {
        return Math.min(now, least);
      }
      least = now;
    }
    return least;
  }

  private static long collected() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
