package dev.tidemill.core.engine.local.kept;

import dev.tidemill.core.plan.Kept;
import dev.tidemill.storage.StorageLevel;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is kept of one dataset. Knows its mark weakly: when no program can reach the dataset any
 * more, what is kept of it is dropped.
 */
final class KeptDataset extends WeakReference<Kept> {
  final StorageLevel level;
  final Map<Integer, KeptPartition> partitions = new ConcurrentHashMap<>();
  volatile boolean dropped;
  final AtomicBoolean toldTooLarge = new AtomicBoolean();

  KeptDataset(Kept mark, ReferenceQueue<Kept> unreachable) {
    super(mark, unreachable);
    this.level = mark.level();
  }

  KeptPartition partition(int number) {
    return partitions.computeIfAbsent(number, made -> new KeptPartition(this));
  }

  /** Whether the records of this many partitions are there. */
  boolean isWhole(int count) {
    for (int i = 0; i < count; i++) {
      KeptPartition partition = partitions.get(i);
      if (partition == null || partition.records.get() == null) {
        return false;
      }
    }
    return true;
  }
}
