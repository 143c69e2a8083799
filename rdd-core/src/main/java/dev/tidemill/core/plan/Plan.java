package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import dev.tidemill.storage.StorageLevel;
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
 *   StateStep                     what a state that lives through batches gives at one time
 *   StateView                     all that such a state holds after a step
 * </pre>
 *
 * Combining before and after an exchange is a {@link Narrow} function ({@link Plans#combineByKey}),
 * so it is the same on every engine. Nodes are compared by identity, and immutable but for two
 * marks that may come late: that partitions are {@linkplain Kept kept}, and that a checkpoint has
 * taken the place of the computation.
 */
public abstract sealed class Plan<T>
    permits Source, Mapped, Filtered, FlatMapped, Narrow, Exchange, StateStep, StateView {

  private final String operator;
  private volatile Kept kept;
  private volatile boolean checkpointWanted;
  private volatile Plan<T> checkpoint;

  /**
   * @param operator what the program called, for messages
   */
  Plan(String operator) {
    this.operator = operator;
  }

  /** What the program called to make this dataset, as in {@code mapValues}. */
  public final String operator() {
    return operator;
  }

  /** How partitions are kept, if they are. */
  public final Optional<Kept> kept() {
    return Optional.ofNullable(kept);
  }

  /** Whether {@link #kept} has a mark; cheaper to ask. */
  public final boolean isKept() {
    return kept != null;
  }

  /**
   * Keeps partitions from the next time on that they are made.
   *
   * @throws UnsupportedOperationException if they are kept at another level
   */
  public final synchronized void keep(StorageLevel level) {
    if (kept == null) {
      kept = level.isValid() ? new Kept(level) : null;
    } else if (!kept.level().equals(level)) {
      throw new UnsupportedOperationException(
          "Cannot change storage level of an RDD after it was already assigned a level: it is "
              + kept.level()
              + ", asked for is "
              + level
              + "; call unpersist() before.");
    }
  }

  /** Keeps nothing from now on; the engine has to drop what there is. */
  public final synchronized void keepNoMore() {
    kept = null;
  }

  /** What to run in the place of this plan: a checkpoint, if there is one, else the plan. */
  public final Plan<T> current() {
    Plan<T> written = checkpoint;
    return written == null ? this : written;
  }

  /**
   * The next job that needs this dataset is to be followed by one that writes it down.
   *
   * @return false if that is wanted or done already
   */
  public final synchronized boolean wantCheckpoint() {
    boolean added = !checkpointWanted && checkpoint == null;
    checkpointWanted |= added;
    return added;
  }

  /** Whether a checkpoint is wanted and the caller is the one to write it. */
  public final synchronized boolean takeCheckpoint() {
    boolean taken = checkpointWanted;
    checkpointWanted = false;
    return taken;
  }

  /**
   * @param written has the same records in the same partitions, placed by the same partitioner;
   *     what is kept of this plan is kept of it from now on
   */
  public final synchronized void checkpointed(Plan<T> written) {
    Plan<T> next = written;
    next.kept = kept;
    checkpoint = next;
  }

  /** How many partitions there are. A source of files may have to look at them first. */
  public abstract int partitionCount();

  /** How keys are placed, if every record lives in the partition that the partitioner names. */
  public abstract Optional<Partitioner> partitioner();

  public abstract List<Plan<?>> parents();
}
