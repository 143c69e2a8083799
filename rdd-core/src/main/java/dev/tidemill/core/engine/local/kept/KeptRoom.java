package dev.tidemill.core.engine.local.kept;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The memory that kept partitions may hold together. Who needs more than there is has others moved
 * out, those first that have not been used for longest; never partitions of the same dataset, since
 * a dataset that is larger than the memory would then drive itself out. Thread-safe.
 */
final class KeptRoom {
  /** A partition that could be moved out, with what it held when it was looked at. */
  private record Candidate(KeptPartition partition, KeptRecords records, long lastUse) {}

  private final long limit;
  private final Set<KeptDataset> datasets;
  private final BiConsumer<KeptPartition, KeptRecords> evict;
  private long held;

  /**
   * @param evict moves a partition out and gives its room back
   */
  KeptRoom(long limit, Set<KeptDataset> datasets, BiConsumer<KeptPartition, KeptRecords> evict) {
    this.limit = limit;
    this.datasets = datasets;
    this.evict = evict;
  }

  /**
   * Takes room, evicting what is in the way.
   *
   * @return false if there is not enough that may be evicted; then nothing was taken
   */
  boolean take(long bytes, KeptDataset taker) {
    if (tryTake(bytes)) {
      return true;
    }
    if (bytes > limit) {
      return false;
    }
    for (Candidate candidate : candidates(taker)) {
      evict.accept(candidate.partition(), candidate.records());
      if (tryTake(bytes)) {
        return true;
      }
    }
    return false;
  }

  private synchronized boolean tryTake(long bytes) {
    if (bytes > limit - held) {
      return false;
    }
    held += bytes;
    return true;
  }

  private List<Candidate> candidates(KeptDataset taker) {
    List<Candidate> candidates = new ArrayList<>();
    for (KeptDataset dataset : datasets) {
      if (dataset == taker) {
        continue;
      }
      for (KeptPartition partition : dataset.partitions.values()) {
        KeptRecords records = partition.records.get();
        if (records != null && records.memoryBytes() > 0) {
          candidates.add(new Candidate(partition, records, partition.lastUse));
        }
      }
    }
    candidates.sort(Comparator.comparingLong(Candidate::lastUse));
    return candidates;
  }

  synchronized void giveBack(long bytes) {
    held -= bytes;
  }

  synchronized long held() {
    return held;
  }

  long limit() {
    return limit;
  }
}
