package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import java.util.List;
import java.util.Optional;

/**
 * A description of a dataset: what its partitions are and how each is made from its parents'. A
 * plan runs nothing and holds no results; an {@link dev.tidemill.core.engine.Engine} runs it.
 *
 * <p>The set of kinds is closed, so that every engine can know them all:
 *
 * <pre>
 *   Source                        given data, blocks, files
 *   Mapped, Filtered, FlatMapped  record by record; kept apart so that an engine can fuse them
 *   Narrow                        a function over the iterators of some parent partitions
 *   Exchange                      moves every record to the partition of its key
 * </pre>
 *
 * Combining before and after an exchange is a {@link Narrow} function ({@link Plans#combineByKey}),
 * so it is the same on every engine. Nodes are immutable and compared by identity.
 */
public abstract sealed class Plan<T>
    permits Source, Mapped, Filtered, FlatMapped, Narrow, Exchange {

  /** How many partitions there are. A source of files may have to look at them first. */
  public abstract int partitionCount();

  /** How keys are placed, if every record lives in the partition that the partitioner names. */
  public abstract Optional<Partitioner> partitioner();

  public abstract List<Plan<?>> parents();
}
