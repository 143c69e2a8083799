package dev.tidemill.core.engine.local;

import dev.tidemill.Partitioner;
import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.core.plan.Exchange;
import dev.tidemill.core.plan.TaskScope;
import dev.tidemill.core.text.Printable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What the exchanges of one job have moved, handed over by reference.
 *
 * <p>User functions may change the records they are given, so a moved partition is handed to its
 * first reader and forgotten. A further reader (a dataset joined with itself, say) gets it made
 * anew from the exchange's parent.
 */
final class ExchangeOutputs {
  private final Map<Exchange<?, ?>, Moved> moved = new IdentityHashMap<>();

  /** All map outputs of one exchange: {@code lists[map][target]}. */
  private static final class Moved {
    final AtomicReferenceArray<List<Object>[]> byMap;
    final boolean[] taken;

    Moved(int maps, int targets) {
      byMap = new AtomicReferenceArray<>(maps);
      taken = new boolean[targets];
    }
  }

  /** Makes room for an exchange, before the tasks that fill it are submitted. */
  void prepare(Exchange<?, ?> exchange) {
    moved.put(
        exchange, new Moved(exchange.parent().partitionCount(), exchange.target().numPartitions()));
  }

  int mapCount(Exchange<?, ?> exchange) {
    return moved.get(exchange).byMap.length();
  }

  boolean contains(Exchange<?, ?> exchange) {
    return moved.containsKey(exchange);
  }

  /** One map task: cuts one parent partition by target. */
  void fill(Exchange<?, ?> exchange, int map) throws Exception {
    Partitioner partitioner = exchange.target();
    int targets = partitioner.numPartitions();
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
    moved.get(exchange).byMap.set(map, lists);
  }

  private static int target(Partitioner partitioner, int targets, Object key)
      throws SparkException {
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

  /** The pairs of one target partition, in the order of the map partitions. */
  Iterator<?> read(Exchange<?, ?> exchange, int target) throws Exception {
    Moved output = moved.get(exchange);
    boolean first;
    synchronized (output) {
      first = !output.taken[target];
      output.taken[target] = true;
    }
    List<List<Object>> parts = new ArrayList<>(output.byMap.length());
    for (int map = 0; map < output.byMap.length(); map++) {
      List<Object> part = first ? take(output, map, target) : remake(exchange, map, target);
      if (part != null) {
        parts.add(part);
      }
    }
    return new ListsIterator(parts);
  }

  private static List<Object> take(Moved output, int map, int target) {
    List<Object>[] lists = output.byMap.get(map);
    List<Object> part = lists[target];
    lists[target] = null;
    return part;
  }

  private List<Object> remake(Exchange<?, ?> exchange, int map, int target) throws Exception {
    Partitioner partitioner = exchange.target();
    List<Object> part = new ArrayList<>();
    try (TaskScope scope = new TaskScope()) {
      new Pipeline<>(exchange.parent(), map, this, scope)
          .forEach(
              pair -> {
                if (target(partitioner, partitioner.numPartitions(), ((Tuple2<?, ?>) pair)._1())
                    == target) {
                  part.add(pair);
                }
                return true;
              });
    }
    return part;
  }

  /** Walks lists one after another. */
  private static final class ListsIterator implements Iterator<Object> {
    private final Iterator<List<Object>> lists;
    private Iterator<Object> current = List.of().iterator();

    ListsIterator(List<List<Object>> lists) {
      this.lists = lists.iterator();
    }

    @Override
    public boolean hasNext() {
      while (!current.hasNext()) {
        if (!lists.hasNext()) {
          return false;
        }
        current = lists.next().iterator();
      }
      return true;
    }

    @Override
    public Object next() {
      hasNext();
      return current.next();
    }
  }
}
