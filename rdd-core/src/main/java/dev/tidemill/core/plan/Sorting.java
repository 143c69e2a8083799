package dev.tidemill.core.plan;

import dev.tidemill.Tuple2;
import dev.tidemill.core.error.Arguments;
import dev.tidemill.core.memory.ExternalSort;
import java.util.Comparator;
import java.util.Iterator;

/** The pairs of a partition by their keys; pairs of equal keys stay in order. */
final class Sorting<K, V> implements Gathering<Tuple2<K, V>, Tuple2<K, V>> {
  private final Comparator<? super K> ordering;

  Sorting(Comparator<? super K> ordering) {
    this.ordering = ordering;
  }

  @Override
  public Gathered<Tuple2<K, V>, Tuple2<K, V>> begin(TaskScope scope) {
    ExternalSort<Tuple2<K, V>> sort =
        new ExternalSort<>(scope.workspace(), new PairOrder<>(ordering));
    scope.onCompletion(sort);
    return new Gathered<>() {
      @Override
      public void add(Tuple2<K, V> record) throws Exception {
        sort.add(Arguments.requirePair("sorting by key", record));
      }

      @Override
      public Iterator<Tuple2<K, V>> result() throws Exception {
        return sort.result().iterator();
      }
    };
  }
}
