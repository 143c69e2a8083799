package dev.tidemill.core.plan;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.core.error.Arguments;
import dev.tidemill.core.memory.ArrayKeys;
import dev.tidemill.core.memory.Combiner;
import dev.tidemill.core.memory.ExternalSort;
import dev.tidemill.core.memory.SpillingTable;
import dev.tidemill.core.plan.Narrow.PartitionFunction;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The pairs of the first input that the second has not, in order. While what the second has fits
 * the memory, the first is read as its records are asked for. Otherwise both go to one table, the
 * pairs with their places, and those that are left are sorted by their places.
 */
final class Subtracting<K, V> implements PartitionFunction<Tuple2<K, V>> {
  private static final int OTHERS = 0;
  private static final int OWN = 1;

  /** What the table has for each key: that the others have it, or a list of own pairs. */
  private static final Combiner<Object, Object> HAVE_OR_LIST =
      new Combiner<>() {
        @Override
        public Object create(int source, Object value) {
          return source == OTHERS ? value : new ArrayList<>(List.of(value));
        }

        @Override
        @SuppressWarnings("unchecked") // made by create
        public Object merge(Object combined, int source, Object value) {
          if (combined instanceof List<?>) {
            ((List<Object>) combined).add(value); // all that the others have came before
          }
          return combined;
        }
      };

  private final Function<Tuple2<K, ?>, Object> compared;

  /**
   * @param compared what of a pair is looked for
   */
  Subtracting(Function<Tuple2<K, ?>, Object> compared) {
    this.compared = compared;
  }

  @Override
  public Iterator<Tuple2<K, V>> apply(int partition, List<Iterator<?>> inputs, TaskScope scope)
      throws Exception {
    SpillingTable<Object, Object, Object> table =
        new SpillingTable<>(scope.workspace(), HAVE_OR_LIST);
    scope.onCompletion(table);
    Iterator<?> others = inputs.get(1);
    while (others.hasNext()) {
      table.add(OTHERS, comparedOf(others.next()), true);
    }
    @SuppressWarnings("unchecked") // the first input is the pairs
    Iterator<Tuple2<K, V>> own = (Iterator<Tuple2<K, V>>) inputs.get(0);
    if (table.isAllInMemory()) {
      return new Filtering<>(own, pair -> !table.has(comparedOf(pair)));
    }
    for (long place = 0; own.hasNext(); place++) {
      Tuple2<K, V> pair = own.next();
      table.add(OWN, comparedOf(pair), new Tuple2<>(place, pair));
    }
    return left(table.result(), scope);
  }

  @SuppressWarnings("unchecked") // both inputs are pairs with keys of the same type
  private Object comparedOf(Object pair) throws Exception {
    Tuple2<K, ?> checked = (Tuple2<K, ?>) Arguments.requirePair("subtracting", pair);
    ArrayKeys.refuse(checked._1);
    return compared.call(checked);
  }

  @SuppressWarnings("unchecked") // the lists are of what was put in above
  private Iterator<Tuple2<K, V>> left(Iterator<Tuple2<Object, Object>> all, TaskScope scope)
      throws Exception {
    ExternalSort<Tuple2<Long, Tuple2<K, V>>> sort =
        new ExternalSort<>(scope.workspace(), new PairOrder<>(KeyOrder.natural(true)));
    scope.onCompletion(sort);
    while (all.hasNext()) {
      if (all.next()._2 instanceof List<?> placed) {
        for (Object pair : placed) {
          sort.add((Tuple2<Long, Tuple2<K, V>>) pair);
        }
      }
    }
    Iterator<Tuple2<Long, Tuple2<K, V>>> sorted = sort.result().iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return sorted.hasNext();
      }

      @Override
      public Tuple2<K, V> next() {
        return sorted.next()._2;
      }
    };
  }
}
