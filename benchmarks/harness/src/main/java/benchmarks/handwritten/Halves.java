package benchmarks.handwritten;

import benchmarks.data.Inputs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs the same on each part of the input, a thread each. */
final class Halves implements AutoCloseable {
  private final ExecutorService threads = Executors.newFixedThreadPool(Inputs.PARTITIONS);

  <R> List<R> each(IntFunction<R> part) throws Exception {
    List<Callable<R>> tasks = new ArrayList<>();
    for (int i = 0; i < Inputs.PARTITIONS; i++) {
      int number = i;
      tasks.add(() -> part.apply(number));
    }
    List<R> results = new ArrayList<>();
    for (Future<R> done : threads.invokeAll(tasks)) {
      results.add(done.get());
    }
    return results;
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
