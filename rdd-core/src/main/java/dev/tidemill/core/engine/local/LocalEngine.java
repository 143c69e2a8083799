package dev.tidemill.core.engine.local;

import dev.tidemill.SparkException;
import dev.tidemill.core.engine.Engine;
import dev.tidemill.core.engine.Job;
import dev.tidemill.core.plan.Exchange;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.TaskScope;
import dev.tidemill.core.task.TaskCopies;
import dev.tidemill.core.thread.EngineThread;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Runs jobs in this process, stage by stage: first every exchange the plan needs, deepest first,
 * then the job's own partitions.
 *
 * <p>Threads: the submitting one, and up to {@code cores - 1} helpers that all jobs share. They are
 * started by the first stage that is still open after 100 microseconds. Nothing is serialised.
 */
public final class LocalEngine implements Engine {
  private final int helpers;
  private final Kernels kernels;
  private final ThreadPoolExecutor pool;
  private final TaskCopies taskCopies = new TaskCopies();
  private final Set<TaskSet> running = ConcurrentHashMap.newKeySet();
  private Watchdog watchdog;
  private volatile boolean closed;

  public LocalEngine(int cores) {
    this(cores, Kernels.USUAL_RECORDS);
  }

  /**
   * @param recordsBeforeKernel after how many records a chain gets a class of its own; tests set it
   *     so that every chain has one or none
   */
  public LocalEngine(int cores, long recordsBeforeKernel) {
    this(cores, new Kernels(recordsBeforeKernel, new HiddenCopies()));
  }

  LocalEngine(int cores, Kernels kernels) {
    this.kernels = kernels;
    this.helpers = cores - 1;
    this.pool =
        new ThreadPoolExecutor(
            Math.max(1, helpers),
            Math.max(1, helpers),
            10,
            TimeUnit.SECONDS,
            // Bounded by what is inside: a running stage asks for at most `helpers` threads, and
            // takes back when it ends what was not answered.
            new LinkedBlockingQueue<>(),
            LocalEngine::helperThread);
    pool.allowCoreThreadTimeOut(true);
  }

  private static Thread helperThread(Runnable work) {
    return new EngineThread(work, "tidemill-task");
  }

  @Override
  public <T, R> void run(Job<T, R> job) throws SparkException, InterruptedException {
    ExchangeOutputs exchanges = new ExchangeOutputs(kernels, taskCopies);
    for (Exchange<?, ?> exchange : exchangesBelow(job.plan())) {
      exchanges.prepare(exchange);
      int[] maps = IntStream.range(0, exchanges.mapCount(exchange)).toArray();
      runStage(
          maps,
          map -> {
            try (TaskCopies.Task copies = taskCopies.begin()) {
              exchanges.fill(exchange, map);
              copies.won();
            }
          });
    }
    requireOpen();
    for (int[] round = job.rounds().next(); round.length > 0; round = job.rounds().next()) {
      runStage(round, partition -> runTask(job, partition, exchanges));
    }
  }

  private <T, R> void runTask(Job<T, R> job, int partition, ExchangeOutputs exchanges)
      throws Exception {
    try (TaskCopies.Task copies = taskCopies.begin()) {
      R result;
      try (TaskScope scope = new TaskScope()) {
        result = job.task().run(partition, new Pipeline<>(job.plan(), partition, exchanges, scope));
      }
      synchronized (exchanges) {
        job.onPartition().accept(partition, result);
      }
      copies.won();
    }
  }

  @Override
  public TaskCopies taskCopies() {
    return taskCopies;
  }

  private void runStage(int[] partitions, TaskSet.Task task)
      throws SparkException, InterruptedException {
    TaskSet set = new TaskSet(partitions, task);
    running.add(set);
    try {
      // Asked after adding: either we see that the engine is closed, or close sees the stage.
      requireOpen();
      if (partitions.length > 1 && helpers > 0) {
        watchdog().watch(set);
      }
      set.runAll(pool);
    } finally {
      running.remove(set);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The context has been stopped; make a new one to run jobs.");
    }
  }

  private synchronized Watchdog watchdog() {
    requireOpen(); // a watchdog made after close would never end
    if (watchdog == null) {
      watchdog = new Watchdog(pool, helpers);
    }
    return watchdog;
  }

  /** Calls for helpers that none has answered yet. For tests. */
  int helpersCalled() {
    return pool.getQueue().size();
  }

  /** Every exchange the plan reads, each once, parents before children. Walks without recursion. */
  private static List<Exchange<?, ?>> exchangesBelow(Plan<?> plan) {
    List<Exchange<?, ?>> ordered = new ArrayList<>();
    Set<Plan<?>> entered = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Plan<?>> open = new ArrayDeque<>();
    open.push(plan);
    while (!open.isEmpty()) {
      Plan<?> node = open.peek();
      if (entered.add(node)) {
        for (Plan<?> parent : node.parents()) {
          if (!entered.contains(parent)) {
            open.push(parent);
          }
        }
      } else {
        open.pop();
        if (node instanceof Exchange<?, ?> exchange && !ordered.contains(exchange)) {
          ordered.add(exchange);
        }
      }
    }
    return ordered;
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (TaskSet stage : running) {
      stage.cancel(new SparkException("Job cancelled because SparkContext was shut down."));
    }
    pool.shutdownNow();
    if (watchdog != null) {
      watchdog.close();
    }
  }
}
