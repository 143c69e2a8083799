package dev.tidemill.core.engine.local;

import dev.tidemill.Tuple2;
import dev.tidemill.core.codec.Immutability;
import dev.tidemill.core.engine.Targets;
import dev.tidemill.core.engine.local.Moved.Round;
import dev.tidemill.core.memory.ExternalSort;
import dev.tidemill.core.memory.SpilledRecords;
import dev.tidemill.core.plan.Exchange;
import dev.tidemill.core.plan.PairOrder;
import dev.tidemill.core.plan.TaskScope;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    int targets = Targets.count(exchange.target());
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
    output.first().byMap.set(map, new Cutting(this, exchange, output).cut(map));
  }

  /**
   * The pairs of one target partition, for one reader: sorted if asked for, else in the order of
   * the maps. What is not released is given back when the reader's scope is closed.
   */
  List<Part> parts(Exchange<?, ?> exchange, int target, TaskScope scope) throws Exception {
    Moved output = of(exchange);
    List<Part> parts =
        output.readAgain
            ? sharedOrOwn(exchange, output, target, scope)
            : own(exchange, output, target, scope);
    return exchange.ordering().isPresent() ? sorted(exchange, output, target, parts, scope) : parts;
  }

  private List<Part> sharedOrOwn(Exchange<?, ?> exchange, Moved output, int target, TaskScope scope)
      throws Exception {
    if (output.shared.get(target) == null) {
      // Others wait, or each would have all of it made anew before it is known that it is shared.
      synchronized (output.lockOf(target)) {
        if (output.shared.get(target) == null) {
          List<Part> parts = partsOfNextRound(exchange, output, target);
          List<Iterable<?>> records = new ArrayList<>(parts.size());
          parts.forEach(part -> records.add(part.records()));
          boolean canBeShared = records.stream().allMatch(ExchangeOutputs::canBeShared);
          output.shared.set(target, canBeShared ? Optional.of(records) : Optional.empty());
          if (!canBeShared) {
            return releasedAtLast(parts, scope);
          }
        }
      }
    }
    Optional<List<Iterable<?>>> shared = output.shared.get(target);
    return shared.isEmpty()
        ? own(exchange, output, target, scope)
        : shared.get().stream().map(Part::staying).toList();
  }

  private List<Part> own(Exchange<?, ?> exchange, Moved output, int target, TaskScope scope)
      throws Exception {
    return releasedAtLast(partsOfNextRound(exchange, output, target), scope);
  }

  private List<Part> partsOfNextRound(Exchange<?, ?> exchange, Moved output, int target)
      throws Exception {
    Round round = output.nextFor(target);
    refill(exchange, output, round);
    return round.parts(target);
  }

  private static List<Part> releasedAtLast(List<Part> parts, TaskScope scope) {
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
    ExternalSort<Tuple2<K, V>> sort =
        new ExternalSort<>(engine.workspace(), new PairOrder<>(ordering));
    scope.onCompletion(sort);
    for (Part part : parts) {
      for (Object pair : part.records()) {
        sort.add(pairOf(pair));
      }
      part.release();
    }
    Iterable<?> sorted = sort.result();
    if (output.readAgain && output.shared.get(target).isPresent() && sorted instanceof List<?>) {
      // To sort it once more costs nearly nothing.
      output.shared.set(target, Optional.of(List.of(sorted)));
    }
    return List.of(Part.staying(sorted));
  }

  @SuppressWarnings("unchecked") // the exchange moves nothing but its parent's pairs
  private static <K, V> Tuple2<K, V> pairOf(Object record) {
    return (Tuple2<K, V>) record;
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
          round.byMap.set(map, new Cutting(this, exchange, output).cutAgain(map));
        }
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
