package dev.tidemill.core.plan;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.core.error.Arguments;
import dev.tidemill.core.memory.Combiner;
import dev.tidemill.core.memory.SpillingTable;
import java.util.Iterator;

/** One pair for each key of a partition, in the order in which the keys are first seen. */
final class Combining<K, V, C> implements Gathering<Tuple2<K, V>, Tuple2<K, C>>, Combiner<V, C> {
  private final Function<V, C> create;
  private final Function2<C, V, C> merge;

  Combining(Function<V, C> create, Function2<C, V, C> merge) {
    this.create = create;
    this.merge = merge;
  }

  @Override
  public C create(int source, V value) throws Exception {
    return create.call(value);
  }

  @Override
  public C merge(C combined, int source, V value) throws Exception {
    return merge.call(combined, value);
  }

  @Override
  public Gathered<Tuple2<K, V>, Tuple2<K, C>> begin(TaskScope scope) {
    SpillingTable<K, V, C> table = new SpillingTable<>(scope.workspace(), this);
    scope.onCompletion(table);
    return new Gathered<>() {
      @Override
      public void add(Tuple2<K, V> record) throws Exception {
        Tuple2<K, V> pair = Arguments.requirePair("combining by key", record);
        table.add(0, pair._1, pair._2);
      }

      @Override
      public Iterator<Tuple2<K, C>> result() throws Exception {
        return table.result();
      }
    };
  }
}
