package dev.tidemill.core.engine.local;

import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.core.codec.Immutability;
import dev.tidemill.core.engine.Targets;
import dev.tidemill.core.plan.Exchange;
import dev.tidemill.core.plan.TaskScope;
import dev.tidemill.core.task.TaskInfo;
import dev.tidemill.core.task.TaskRun;
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
 * first reader and forgotten. For a further reader (a task that is tried again, a union of a
 * dataset with itself) all of it is made anew from the exchange's parent, once for each round of
 * readers. Where the plan shows that there will be several, records that are known never to change
 * are kept for all of them instead.
 *
 * <p>An exchange that was not prepared, because what is kept above it made it unnecessary, is made
 * by its first reader: what was kept may be dropped at any time.
 */
final class ExchangeOutputs {
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

  /** What one exchange has moved. */
  private static final class Moved {
    final int maps;
    final boolean readAgain;
    // Target partitions that all readers share.
    final AtomicReferenceArray<List<List<Object>>> shared;
    // Guarded by this: how often each target was read, and so which round its next reader takes.
    final int[] timesRead;
    final List<Round> rounds = new ArrayList<>(1);

    Moved(int maps, int targets, boolean readAgain) {
      this.maps = maps;
      this.readAgain = readAgain;
      this.shared = new AtomicReferenceArray<>(readAgain ? targets : 0);
      this.timesRead = new int[targets];
      this.rounds.add(new Round(maps));
    }

    int targets() {
      return timesRead.length;
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
    int targets = Targets.count(exchange.target());
    Moved room = new Moved(exchange.parent().current().partitionCount(), targets, readAgain);
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
  private List<Object>[] cut(Exchange<?, ?> exchange, Moved output, int map) throws Exception {
    Partitioner partitioner = exchange.target();
    int targets = output.targets();
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists has no generic form
    List<Object>[] lists = new List[targets];
    try (TaskScope scope = new TaskScope()) {
      new Pipeline<>(exchange.parent(), map, this, scope)
          .forEach(
              pair -> {
                int target = Targets.of(partitioner, targets, pair._1());
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

  /** The pairs of one target partition: sorted if asked for, else in the order of the maps. */
  List<List<Object>> lists(Exchange<?, ?> exchange, int target) throws Exception {
    Moved output = of(exchange);
    if (!output.readAgain) {
      return handedOver(exchange, output, target);
    }
    List<List<Object>> shared = output.shared.get(target);
    if (shared == null) {
      List<List<Object>> own = handedOver(exchange, output, target);
      if (!neverChange(own)) {
        return own;
      }
      output.shared.set(target, own);
      shared = own;
    }
    return shared;
  }

  private List<List<Object>> handedOver(Exchange<?, ?> exchange, Moved output, int target)
      throws Exception {
    Round round = output.nextFor(target);
    refill(exchange, output, round);
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

  private static boolean neverChange(List<List<Object>> parts) {
    for (List<Object> part : parts) {
      for (Object record : part) {
        if (!Immutability.of(record)) {
          return false;
        }
      }
    }
    return true;
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
   * Fills a round unless its map tasks or another reader did. Holding its lock we wait for rounds
   * of exchanges below only, so no two readers wait for each other.
   */
  private void refill(Exchange<?, ?> exchange, Moved output, Round round) throws Exception {
    boolean whole = true;
    for (int map = 0; whole && map < output.maps; map++) {
      whole = round.byMap.get(map) != null;
    }
    if (whole) {
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
  private List<Object>[] cutAgain(Exchange<?, ?> exchange, Moved output, int map) throws Exception {
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
        List<Object>[] lists = cut(exchange, output, map);
        uncounted.succeeded();
        return lists;
      } catch (Throwable thrown) { // whatever it is, the listeners are told
        uncounted.failed(thrown);
        throw thrown;
      }
    }
  }
}
