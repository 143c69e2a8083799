package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/**
 * Each partition is a function of the iterators of a few parent partitions: mapPartitions, union,
 * and what combines before and after an exchange.
 */
public final class Narrow<T> extends Plan<T> {
  /** One partition of one parent, by its place in {@link #parents}. */
  public record Input(int parent, int partition) {}

  /** Makes a partition. The iterators are read by this function only, at most once. */
  @FunctionalInterface
  public interface PartitionFunction<T> extends Serializable {
    /**
     * @param scope told what to release when the task ends, however it ends
     */
    Iterator<T> apply(int partition, List<Iterator<?>> inputs, TaskScope scope) throws Exception;
  }

  private final List<Plan<?>> parents;
  private final IntSupplier partitionCount;
  private final IntFunction<List<Input>> inputs;
  private final Optional<PartitionFunction<T>> function;
  private final Optional<Partitioner> partitioner;
  private final boolean readsAgain;

  /**
   * Each partition of a parent is read for at most one partition.
   *
   * @param partitionCount asked when the dataset is run, since parents may have to look at files
   * @param function empty if a partition simply is its inputs one after another
   */
  public Narrow(
      String operator,
      List<? extends Plan<?>> parents,
      IntSupplier partitionCount,
      IntFunction<List<Input>> inputs,
      Optional<PartitionFunction<T>> function,
      Optional<Partitioner> partitioner) {
    this(operator, parents, partitionCount, inputs, function, partitioner, false);
  }

  /**
   * @param readsAgain whether several partitions may read the same partition of a parent
   */
  Narrow(
      String operator,
      List<? extends Plan<?>> parents,
      IntSupplier partitionCount,
      IntFunction<List<Input>> inputs,
      Optional<PartitionFunction<T>> function,
      Optional<Partitioner> partitioner,
      boolean readsAgain) {
    super(operator);
    this.parents = List.copyOf(parents);
    this.partitionCount = partitionCount;
    this.inputs = inputs;
    this.function = function;
    this.partitioner = partitioner;
    this.readsAgain = readsAgain;
  }

  /** The parent partitions that one partition reads, in order. */
  public List<Input> inputs(int partition) {
    return inputs.apply(partition);
  }

  /** Whether several partitions may read the same partition of a parent. */
  public boolean readsAgain() {
    return readsAgain;
  }

  public Optional<PartitionFunction<T>> function() {
    return function;
  }

  @Override
  public int partitionCount() {
    return partitionCount.getAsInt();
  }

  @Override
  public Optional<Partitioner> partitioner() {
    return partitioner;
  }

  @Override
  public List<Plan<?>> parents() {
    return parents;
  }
}
