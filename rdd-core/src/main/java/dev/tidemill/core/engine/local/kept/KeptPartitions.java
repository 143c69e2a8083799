package dev.tidemill.core.engine.local.kept;

import dev.tidemill.core.codec.CodecException;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.engine.OneAfterAnother;
import dev.tidemill.core.memory.Workspace;
import dev.tidemill.core.plan.Kept;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.storage.StorageLevel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.ReferenceQueue;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that one engine keeps, as their storage levels say. A partition is made by the
 * first task that asks for it, while others wait for it; who is refused memory evicts what others
 * have not used for longest. What was evicted, or cannot be read any more, is made anew by the next
 * reader. Thread-safe.
 *
 * <p>No task waits for another in a circle: whoever makes a partition asks for partitions of
 * datasets further down only, or of its own dataset, and then it gets them made without waiting.
 */
public final class KeptPartitions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeptPartitions.class);
  private static final long STEP = 64 << 10;

  /** Makes the records of a partition from the dataset's parents. */
  @FunctionalInterface
  public interface Making {
    Iterator<?> make() throws Exception;
  }

  /**
   * The records of a partition, in one of two forms.
   *
   * @param shared all at once, if they may be given to any reader
   * @param each else one by one, for one reader
   */
  public record Reading(Optional<List<?>> shared, Iterator<?> each) {
    static Reading of(KeptRecords records) {
      Optional<List<?>> all = records.shared();
      return new Reading(all, all.isPresent() ? all.get().iterator() : records.iterator());
    }

    static Reading once(Iterator<?> records) {
      return new Reading(Optional.empty(), records);
    }
  }

  private final Workspace workspace;
  private final Isolation isolation;
  private final KeptRoom room;
  private final Set<KeptDataset> datasets = ConcurrentHashMap.newKeySet();
  private final ReferenceQueue<Kept> unreachable = new ReferenceQueue<>();
  private final AtomicLong uses = new AtomicLong();

  /**
   * @param memory bytes that kept partitions may hold together
   */
  public KeptPartitions(Workspace workspace, Isolation isolation, long memory) {
    this.workspace = workspace;
    this.isolation = isolation;
    this.room = new KeptRoom(memory, datasets, this::evicted);
  }

  /** Where partitions on disk lie. */
  public Workspace workspace() {
    return workspace;
  }

  /** Whether no partition of the dataset has to be made. */
  public boolean isWhole(Plan<?> plan) {
    return plan.kept().map(mark -> datasetOf(mark).isWhole(plan.partitionCount())).orElse(false);
  }

  /** Drops what is kept of a dataset. */
  public void drop(Plan<?> plan) {
    plan.kept().ifPresent(mark -> drop(datasetOf(mark)));
  }

  private KeptDataset datasetOf(Kept mark) {
    dropUnreachable();
    return mark.content(
        () -> {
          KeptDataset dataset = new KeptDataset(mark, unreachable);
          datasets.add(dataset);
          return dataset;
        });
  }

  private void dropUnreachable() {
    for (Object gone = unreachable.poll(); gone != null; gone = unreachable.poll()) {
      drop((KeptDataset) gone);
    }
  }

  private void drop(KeptDataset dataset) {
    dataset.dropped = true;
    datasets.remove(dataset);
    dataset.partitions.values().forEach(this::forget);
  }

  private void forget(KeptPartition partition) {
    KeptRecords records = partition.records.getAndSet(null);
    if (records != null) {
      room.giveBack(records.memoryBytes());
      records.release();
    }
  }

  /**
   * The records of a partition: those that are kept, or new ones that are kept from now on.
   *
   * @param making called at most twice, the second time if what was kept cannot be read
   */
  public Reading read(Plan<?> plan, int number, Making making) throws Exception {
    Optional<Kept> mark = plan.kept();
    if (mark.isEmpty() || !mark.get().level().isValid()) {
      return Reading.once(making.make());
    }
    KeptPartition partition = datasetOf(mark.get()).partition(number);
    KeptRecords records = partition.records.get();
    if (records != null) {
      return reading(partition, records, making);
    }
    if (partition.making.isHeldByCurrentThread()) {
      return Reading.once(making.make()); // a function of the dataset that reads the dataset
    }
    partition.making.lockInterruptibly();
    try {
      records = partition.records.get();
      return records != null ? reading(partition, records, making) : keep(partition, making);
    } finally {
      partition.making.unlock();
    }
  }

  private Reading reading(KeptPartition partition, KeptRecords records, Making making) {
    partition.lastUse = uses.incrementAndGet();
    if (records instanceof DiskRecords) {
      Runnable lost = () -> lost(partition, records);
      return Reading.once(new RecoveringIterator(records.iterator(), making, lost));
    }
    return Reading.of(records);
  }

  private void lost(KeptPartition partition, KeptRecords records) {
    if (partition.records.compareAndSet(records, null)) {
      records.release();
      LOG.warn("A kept partition could not be read from disk and is computed again.");
    }
  }

  private Reading keep(KeptPartition partition, Making making) throws Exception {
    StorageLevel level = partition.dataset.level;
    Iterator<?> made = making.make();
    if (!level.useMemory()) {
      return kept(partition, DiskRecords.write(workspace, made), making);
    }
    Filling filling = new Filling(workspace.codec(), isolation, !level.deserialized());
    long held = 0;
    boolean stored = false;
    try {
      while (made.hasNext()) {
        filling.add(made.next());
        if (filling.bytes() > held) {
          long wanted = filling.bytes() + STEP;
          if (!room.take(wanted - held, partition.dataset)) {
            Iterator<?> all =
                new OneAfterAnother<>(List.of(filling.soFar(), made).iterator(), part -> part);
            return level.useDisk()
                ? kept(partition, DiskRecords.write(workspace, all), making)
                : tooLarge(partition.dataset, all);
          }
          held = wanted;
        }
      }
      KeptRecords records = filling.finish(level.useOffHeap());
      room.giveBack(held - records.memoryBytes());
      held = records.memoryBytes();
      stored = true;
      return kept(partition, records, making);
    } finally {
      if (!stored) {
        room.giveBack(held);
      }
    }
  }

  private Reading kept(KeptPartition partition, KeptRecords records, Making making) {
    partition.records.set(records);
    Reading reading = reading(partition, records, making);
    if (partition.dataset.dropped) {
      forget(partition);
    }
    return reading;
  }

  private Reading tooLarge(KeptDataset dataset, Iterator<?> all) {
    if (!dataset.toldTooLarge.getAndSet(true)) {
      LOG.warn(
          "A partition does not fit the memory for kept datasets ({} bytes,"
              + " tidemill.memory.cache) and is computed each time; use more and smaller partitions,"
              + " or a storage level with disk.",
          room.limit());
    }
    return Reading.once(all);
  }

  /** Moves a partition out of memory: to disk, if its level says so. */
  private void evicted(KeptPartition partition, KeptRecords records) {
    KeptRecords instead = null;
    if (partition.dataset.level.useDisk()) {
      try {
        instead = DiskRecords.write(workspace, records.iterator());
      } catch (IOException | UncheckedIOException | CodecException failed) {
        LOG.warn(
            "A kept partition could not be moved to disk and will be computed again: {}",
            failed.toString());
      }
    }
    if (partition.records.compareAndSet(records, instead)) {
      room.giveBack(records.memoryBytes());
      records.release();
    } else if (instead != null) {
      instead.release();
    }
  }

  /** What kept partitions hold of the memory now. */
  public long memoryBytes() {
    dropUnreachable();
    return room.held();
  }

  /** Drops everything. */
  @Override
  public void close() {
    datasets.forEach(this::drop);
  }
}
