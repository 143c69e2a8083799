package dev.tidemill.core.engine.local;

import dev.tidemill.Partitioner;
import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.core.plan.Exchange;
import dev.tidemill.core.plan.TaskScope;
import dev.tidemill.core.task.TaskCopies;
import dev.tidemill.core.text.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What the exchanges of one job have moved, handed over by reference.
 *
 * <p>User functions may change the records they are given, so a moved partition is handed to its
 * first reader and forgotten. For a further reader (a union of a dataset with itself, say) all of
 * it is made anew from the exchange's parent, once for each round of readers.
 */
final class ExchangeOutputs {
  private final Map<Exchange<?, ?>, Moved> moved = new IdentityHashMap<>();
  private final Kernels kernels;
  private final TaskCopies taskCopies;

  ExchangeOutputs(Kernels kernels, TaskCopies taskCopies) {
    this.kernels = kernels;
    this.taskCopies = taskCopies;
  }

  /** What the tasks of this job run their chains with. */
  Kernels kernels() {
    return kernels;
  }

  /** What one exchange has moved. */
  private static final class Moved {
    final int maps;
    // Guarded by this: how often each target was read, and so which round its next reader takes.
    final int[] timesRead;
    final List<Round> rounds = new ArrayList<>(1);

    Moved(int maps, int targets) {
      this.maps = maps;
      this.timesRead = new int[targets];
      this.rounds.add(new Round(maps));
    }

    synchronized Round first() {
      return rounds.get(0);
    }

    synchronized Round nextFor(int target) {
      int round = timesRead[target]++;
      if (round == rounds.size()) {
        rounds.add(new Round(maps));
      }
      return rounds.get(round);
    }
  }

  /** All map outputs, for one reader of each target: {@code lists[map][target]}. */
  private static final class Round {
    final AtomicReferenceArray<List<Object>[]> byMap;

    Round(int maps) {
      this.byMap = new AtomicReferenceArray<>(maps);
    }
  }

  /** Makes room for an exchange, before the tasks that fill it are submitted. */
  void prepare(Exchange<?, ?> exchange) {
    int targets = exchange.target().numPartitions();
    if (targets < 0) {
      throw new IllegalArgumentException(
          exchange.target() + " has " + targets + " partitions; use 0 or more.");
    }
    moved.put(exchange, new Moved(exchange.parent().partitionCount(), targets));
  }

  int mapCount(Exchange<?, ?> exchange) {
    return moved.get(exchange).maps;
  }

  /** One map task of the exchange's stage. */
  void fill(Exchange<?, ?> exchange, int map) throws Exception {
    moved.get(exchange).first().byMap.set(map, cut(exchange, map));
  }

  /** Cuts one parent partition by target. */
  private List<Object>[] cut(Exchange<?, ?> exchange, int map) throws Exception {
    Partitioner partitioner = exchange.target();
    int targets = moved.get(exchange).timesRead.length;
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists has no generic form
    List<Object>[] lists = new List[targets];
    try (TaskScope scope = new TaskScope()) {
      new Pipeline<>(exchange.parent(), map, this, scope)
          .forEach(
              pair -> {
                int target = target(partitioner, targets, pair._1());
                List<Object> list = lists[target];
                if (list == null) {
                  list = new ArrayList<>();
                  lists[target] = list;
                }
                list.add(pair);
                return true;
              });
    }
    return lists;
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

  /** The pairs of one target partition: sorted if asked for, else in the order of the maps. */
  List<List<Object>> lists(Exchange<?, ?> exchange, int target) throws Exception {
    Moved output = moved.get(exchange);
    Round round = output.nextFor(target);
    if (round != output.first()) {
      refill(exchange, round);
    }
    List<List<Object>> parts = new ArrayList<>(output.maps);
    for (int map = 0; map < output.maps; map++) {
      List<Object>[] lists = round.byMap.get(map);
      if (lists[target] != null) {
        parts.add(lists[target]);
        lists[target] = null;
      }
    }
    return exchange.ordering().isPresent() ? List.of(sorted(exchange, parts)) : parts;
  }

  /** All pairs by their keys. The sort is stable: equal keys stay in the order of the maps. */
  private static <K, V> List<Object> sorted(Exchange<K, V> exchange, List<List<Object>> parts) {
    List<Object> pairs = new ArrayList<>(parts.stream().mapToInt(List::size).sum());
    parts.forEach(pairs::addAll);
    Comparator<? super K> ordering = exchange.ordering().orElseThrow();
    pairs.sort((a, b) -> ordering.compare(key(a), key(b)));
    return pairs;
  }

  @SuppressWarnings("unchecked") // the exchange moves nothing but its parent's pairs
  private static <K> K key(Object pair) {
    return ((Tuple2<K, ?>) pair)._1;
  }

  /**
   * Fills a further round unless another reader did. Holding its lock we wait for rounds of
   * exchanges below only, so no two readers wait for each other.
   */
  private void refill(Exchange<?, ?> exchange, Round round) throws Exception {
    synchronized (round) {
      for (int map = 0; map < round.byMap.length(); map++) {
        if (round.byMap.get(map) == null) {
          round.byMap.set(map, cutAgain(exchange, map));
        }
      }
    }
  }

  /** What user code adds while a partition is made anew has been counted the first time. */
  private List<Object>[] cutAgain(Exchange<?, ?> exchange, int map) throws Exception {
    TaskCopies.Task uncounted = taskCopies.begin();
    try {
      return cut(exchange, map);
    } finally {
      uncounted.close();
    }
  }
}
