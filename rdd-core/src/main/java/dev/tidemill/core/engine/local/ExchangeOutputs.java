package dev.tidemill.core.engine.local;

import dev.tidemill.Partitioner;
import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.core.codec.Immutability;
import dev.tidemill.core.engine.local.Moved.Round;
import dev.tidemill.core.memory.ExternalSort;
import dev.tidemill.core.memory.SpilledRecords;
import dev.tidemill.core.memory.SpillingLists;
import dev.tidemill.core.plan.Exchange;
import dev.tidemill.core.plan.TaskScope;
import dev.tidemill.core.task.TaskInfo;
import dev.tidemill.core.task.TaskRun;
import dev.tidemill.core.text.Printable;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the exchanges of one job have moved, handed over by reference; what does not fit the memory
 * lies on disk.
 *
 * <p>User functions may change the records they are given, so a moved partition is handed to its
 * first reader and forgotten. For a further reader (a task that is tried again, a union of a
 * dataset with itself) all of it is made anew from the exchange's parent, once for each round of
 * readers. Where the plan shows that there will be several, records that are known never to change
 * are kept for all of them instead.
 *
 * <p>An exchange that was not prepared, because what is kept above it made it unnecessary, is made
 * by its first reader: what was kept may be dropped at any time.
 */
final class ExchangeOutputs implements Closeable {
  private final LocalEngine engine;
  // Under our monitor.
  private final Map<Exchange<?, ?>, Moved> moved = new IdentityHashMap<>();

  ExchangeOutputs(LocalEngine engine) {
    this.engine = engine;
  }

  /** What the tasks of this job run on. */
  LocalEngine engine() {
    return engine;
  }

  /**
   * Makes room for an exchange, before the tasks that fill it are submitted.
   *
   * @param readAgain whether more than one reader may ask for a target partition
   * @return how many of them there are
   */
  int prepare(Exchange<?, ?> exchange, boolean readAgain) {
    return put(exchange, readAgain).maps;
  }

  private synchronized Moved put(Exchange<?, ?> exchange, boolean readAgain) {
    int targets = exchange.target().numPartitions();
    if (targets < 0) {
      throw new IllegalArgumentException(
          exchange.target() + " has " + targets + " partitions; use 0 or more.");
    }
    int maps = exchange.parent().current().partitionCount();
    Moved room = new Moved(engine.workspace(), maps, targets, readAgain);
    moved.put(exchange, room);
    return room;
  }

  /** Of an exchange that was not prepared we do not know how often it is read. */
  private synchronized Moved of(Exchange<?, ?> exchange) {
    Moved output = moved.get(exchange);
    return output == null ? put(exchange, true) : output;
  }

  /** One map task of the exchange's stage. */
  void fill(Exchange<?, ?> exchange, int map) throws Exception {
    Moved output = of(exchange);
    output.first().byMap.set(map, cut(exchange, output, map));
  }

  /** Cuts one parent partition by target. */
  private SpillingLists cut(Exchange<?, ?> exchange, Moved output, int map) throws Exception {
    Partitioner partitioner = exchange.target();
    int targets = output.targets();
    SpillingLists lists = output.lists();
    boolean whole = false;
    try {
      try (TaskScope scope = new TaskScope(engine.workspace())) {
        new Pipeline<>(exchange.parent(), map, this, scope)
            .forEach(
                pair -> {
                  lists.add(target(partitioner, targets, pair._1()), pair);
                  return true;
                });
      }
      lists.finish();
      whole = true;
      return lists;
    } finally {
      if (!whole) {
        lists.close();
      }
    }
  }

  private static int target(Partitioner partitioner, int targets, Object key)
      throws SparkException {
    if (targets == 0) {
      throw new SparkException(
          partitioner
              + " has no partition for the key "
              + Printable.text(key)
              + "; use 1 or more partitions.");
    }
    int target = partitioner.getPartition(key);
    if (target < 0 || target >= targets) {
      throw new SparkException(
          partitioner
              + " put the key "
              + Printable.text(key)
              + " into partition "
              + target
              + "; it has partitions 0 to "
              + (targets - 1)
              + ".");
    }
    return target;
  }

  /**
   * The pairs of one target partition, for one reader: sorted if asked for, else in the order of
   * the maps. What is not released is given back when the reader's scope is closed.
   */
  List<Part> parts(Exchange<?, ?> exchange, int target, TaskScope scope) throws Exception {
    Moved output = of(exchange);
    List<Iterable<?>> shared = output.readAgain ? output.shared.get(target) : null;
    List<Part> parts =
        shared != null ? sharedParts(shared) : handedOver(exchange, output, target, scope);
    return exchange.ordering().isPresent() ? sorted(exchange, output, target, parts, scope) : parts;
  }

  private static List<Part> sharedParts(List<Iterable<?>> shared) {
    List<Part> parts = new ArrayList<>(shared.size());
    for (Iterable<?> records : shared) {
      parts.add(new Part(records, () -> {}));
    }
    return parts;
  }

  private List<Part> handedOver(Exchange<?, ?> exchange, Moved output, int target, TaskScope scope)
      throws Exception {
    Round round = output.nextFor(target);
    refill(exchange, output, round);
    List<Part> parts = round.parts(target);
    if (output.readAgain && parts.stream().allMatch(part -> canBeShared(part.records()))) {
      List<Iterable<?>> shared = new ArrayList<>(parts.size());
      parts.forEach(part -> shared.add(part.records()));
      output.shared.set(target, shared);
      return sharedParts(shared);
    }
    scope.onCompletion(() -> parts.forEach(Part::release));
    return parts;
  }

  /** From disk every reader has records of its own. */
  private static boolean canBeShared(Iterable<?> records) {
    if (records instanceof SpilledRecords spilled) {
      return spilled.isAllOnDisk();
    }
    for (Object record : records) {
      if (!Immutability.of(record)) {
        return false;
      }
    }
    return true;
  }

  /** All pairs by their keys. The sort is stable: equal keys stay in the order of the maps. */
  private <K, V> List<Part> sorted(
      Exchange<K, V> exchange, Moved output, int target, List<Part> parts, TaskScope scope)
      throws Exception {
    Comparator<? super K> ordering = exchange.ordering().orElseThrow();
    ExternalSort<Object> sort =
        new ExternalSort<>(engine.workspace(), (a, b) -> ordering.compare(key(a), key(b)));
    scope.onCompletion(sort);
    for (Part part : parts) {
      for (Object pair : part.records()) {
        sort.add(pair);
      }
      part.release();
    }
    Iterable<?> sorted = sort.result();
    if (output.readAgain && output.shared.get(target) != null && sorted instanceof List<?>) {
      output.shared.set(target, List.of(sorted)); // sorting it once more costs nearly nothing
    }
    return List.of(new Part(sorted, () -> {}));
  }

  @SuppressWarnings("unchecked") // the exchange moves nothing but its parent's pairs
  private static <K> K key(Object pair) {
    return ((Tuple2<K, ?>) pair)._1;
  }

  /**
   * Fills a round unless its map tasks or another reader did. Holding its lock we wait for rounds
   * of exchanges below only, so no two readers wait for each other.
   */
  private void refill(Exchange<?, ?> exchange, Moved output, Round round) throws Exception {
    if (round.isWhole()) {
      return;
    }
    synchronized (round) {
      for (int map = 0; map < output.maps; map++) {
        if (round.byMap.get(map) == null) {
          round.byMap.set(map, cutAgain(exchange, output, map));
        }
      }
    }
  }

  /** What user code adds while a partition is made anew has been counted the first time. */
  private SpillingLists cutAgain(Exchange<?, ?> exchange, Moved output, int map) throws Exception {
    TaskRun reader = TaskRun.current().orElseThrow();
    TaskInfo info =
        new TaskInfo(
            reader.info().stage(),
            map,
            output.maps,
            reader.info().attempt(),
            engine.nextTask(),
            reader.info().properties());
    try (TaskRun uncounted = engine.taskCopies().begin(info, reader::isCancelled)) {
      try {
        SpillingLists lists = cut(exchange, output, map);
        uncounted.succeeded();
        return lists;
      } catch (Throwable thrown) { // whatever it is, the listeners are told
        uncounted.failed(thrown);
        throw thrown;
      }
    }
  }

  /** Gives memory and disk back. No task of the job runs any more. */
  @Override
  public synchronized void close() throws IOException {
    IOException failure = null;
    for (Moved output : moved.values()) {
      try {
        output.close();
      } catch (IOException failed) {
        failure = failed;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
