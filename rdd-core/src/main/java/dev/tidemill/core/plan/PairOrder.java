package dev.tidemill.core.plan;

import dev.tidemill.Tuple2;
import dev.tidemill.core.memory.KeySort;
import dev.tidemill.core.memory.RecordOrder;
import java.util.Comparator;
import java.util.List;

/** Pairs by the order of their keys. */
public final class PairOrder<K, V> implements RecordOrder<Tuple2<K, V>> {
  private final Comparator<? super K> keys;

  public PairOrder(Comparator<? super K> keys) {
    this.keys = keys;
  }

  @Override
  public int compare(Tuple2<K, V> a, Tuple2<K, V> b) {
    return keys.compare(a._1, b._1);
  }

  @Override
  public void sort(List<? extends Tuple2<K, V>> pairs) {
    if (keys instanceof KeyOrder<?> order && order.isNatural()) {
      KeySort.sort(pairs, this, !order.isAscending());
    } else {
      pairs.sort(this);
    }
  }
}
