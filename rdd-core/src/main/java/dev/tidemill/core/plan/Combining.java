package dev.tidemill.core.plan;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.core.error.Arguments;
import java.util.Iterator;

/** One pair for each key of a partition, in the order in which the keys are first seen. */
final class Combining<K, V, C> implements Gathering<Tuple2<K, V>, Tuple2<K, C>> {
  private final Function<V, C> create;
  private final Function2<C, V, C> merge;

  Combining(Function<V, C> create, Function2<C, V, C> merge) {
    this.create = create;
    this.merge = merge;
  }

  @Override
  public Gathered<Tuple2<K, V>, Tuple2<K, C>> begin(TaskScope scope) {
    CombineTable<K, C> table = new CombineTable<>();
    return new Gathered<>() {
      @Override
      public void add(Tuple2<K, V> record) throws Exception {
        Tuple2<K, V> pair = Arguments.requirePair("combining by key", record);
        table.add(pair._1, pair._2, create, merge);
      }

      @Override
      public Iterator<Tuple2<K, C>> result() {
        return table.iterator();
      }
    };
  }
}
