package dev.tidemill.core.engine.reference;

import dev.tidemill.api.java.function.FlatMapFunction;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.core.engine.reference.Task.Running;
import dev.tidemill.core.plan.Narrow.PartitionFunction;
import dev.tidemill.core.plan.SourceData;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * What one node of a plan does for one partition. Steps refer to each other by their places in the
 * task, so that a long chain of them is serialised without recursion.
 */
sealed interface Step extends Serializable {
  Iterator<?> open(Running task) throws Exception;

  /** Records that were made elsewhere: given, moved or kept ones. */
  record Sent(List<byte[]> blocks) implements Step {
    @Override
    public Iterator<?> open(Running task) {
      Iterator<byte[]> each = blocks.iterator();
      return Pulling.flat(each, block -> RecordBytes.records(block, task.codec()));
    }
  }

  record Read(SourceData.Reader<?> reader) implements Step {
    @Override
    public Iterator<?> open(Running task) throws Exception {
      return reader.open(task.scope());
    }
  }

  record Map(int input, Function<Object, ?> function) implements Step {
    @Override
    public Iterator<?> open(Running task) throws Exception {
      return Pulling.mapped(task.open(input), function);
    }
  }

  record Filter(int input, Function<Object, Boolean> function) implements Step {
    @Override
    public Iterator<?> open(Running task) throws Exception {
      return Pulling.filtered(task.open(input), function);
    }
  }

  record FlatMap(int input, FlatMapFunction<Object, ?> function) implements Step {
    @Override
    public Iterator<?> open(Running task) throws Exception {
      return Pulling.flat(task.open(input), function);
    }
  }

  record Apply(int partition, List<Integer> inputs, PartitionFunction<?> function) implements Step {
    @Override
    public Iterator<?> open(Running task) throws Exception {
      List<Iterator<?>> opened = new ArrayList<>();
      for (int input : inputs) {
        opened.add(task.open(input));
      }
      return function.apply(partition, opened, task.scope());
    }
  }

  record OneAfterAnother(List<Integer> inputs) implements Step {
    @Override
    public Iterator<?> open(Running task) {
      return Pulling.flat(inputs.iterator(), task::open);
    }
  }

  /** Pairs by their keys; equal keys stay in their order. */
  record Sorted(int input, Comparator<Object> ordering) implements Step {
    @Override
    public Iterator<?> open(Running task) throws Exception {
      List<Object> pairs = new ArrayList<>();
      task.open(input).forEachRemaining(pairs::add);
      pairs.sort(Comparator.comparing(pair -> ((dev.tidemill.Tuple2<?, ?>) pair)._1, ordering));
      return pairs.iterator();
    }
  }

  /** Makes a partition that is to be kept, all of it, and reads what will be kept. */
  record Keep(int input, int place) implements Step {
    @Override
    public Iterator<?> open(Running task) throws Exception {
      return RecordBytes.records(task.kept(place, input), task.codec());
    }
  }
}
