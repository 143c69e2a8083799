package dev.tidemill.core.engine.local.kept;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/** The place of one partition of a kept dataset; the records may be there or not. */
final class KeptPartition {
  /** Held while the partition is made, so that nobody else makes it. */
  final ReentrantLock making = new ReentrantLock();

  final KeptDataset dataset;
  final AtomicReference<KeptRecords> records = new AtomicReference<>();
  volatile long lastUse;

  KeptPartition(KeptDataset dataset) {
    this.dataset = dataset;
  }
}
