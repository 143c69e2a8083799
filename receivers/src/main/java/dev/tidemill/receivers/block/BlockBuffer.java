package dev.tidemill.receivers.block;

import dev.tidemill.core.block.BlockBudget;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.dstream.source.Allocation;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes blocks of what a receiver stores and decides, once and for all, which batch owns a block.
 *
 * <pre>
 *   store ──► open block ──cut──► waiting blocks ──allocate(t)──► blocks of batch t ──done(t)──► gone
 *                 old, large, or allocate
 * </pre>
 *
 * <p>No timer cuts: a block's age is looked at when a record comes, and {@code allocate} cuts
 * whatever is open, so a record whose {@code store} returned before a batch was allocated belongs
 * to that batch or an earlier one.
 *
 * <p>Memory: every record is paid for out of the budget before it is taken, and stays so until
 * {@link #done}. Who finds the budget empty waits, outside the lock, until there is room, the
 * thread is interrupted, or {@link #stopWaiting} is called. Room is taken in steps larger than a
 * record; {@code allocate} gives back what is left of the last step.
 *
 * <p>Threads: any, for everything.
 */
public final class BlockBuffer<T> {
  private static final long LARGEST_STEP = 256 << 10;
  private static final long BLOCK_OVERHEAD = 128;

  private final BlockLimits limits;
  private final BlockBudget budget;
  private final long step;

  // All below is guarded by this. The budget's lock is inside this one for release, never acquire.
  private final TreeMap<Long, ReceivedBlocks<T>> allocated = new TreeMap<>();
  private List<ReceivedBlock<T>> waiting = new ArrayList<>();
  private List<T> open = new ArrayList<>();
  private long openSince;
  private long openBytes;
  // Taken from the budget for the open block; invariant: openBytes <= reserved
  private long reserved;
  private long lastAllocated = Long.MIN_VALUE;
  private long lastDone = Long.MIN_VALUE;
  private long refused;
  private boolean closed;

  // Read while waiting for the budget, without our lock.
  private volatile boolean noWaiting;

  public BlockBuffer(BlockLimits limits, BlockBudget budget) {
    this.limits = limits;
    this.budget = budget;
    // Small budgets go in small steps, or the steps would use them up.
    this.step = Math.max(1, Math.min(LARGEST_STEP, budget.limit() / 64));
  }

  /**
   * Takes a record.
   *
   * @throws IllegalArgumentException if it is null
   * @throws IllegalStateException if it was not taken; it is counted as refused
   */
  public void store(T record) {
    requireRecord(record);
    long bytes = RecordSize.of(record);
    synchronized (this) {
      if (closed) {
        throw refuse(1, null);
      }
      if (openBytes + bytes <= reserved) {
        append(record, bytes);
        return;
      }
    }
    long room = Math.max(bytes, step);
    acquire(room, 1);
    synchronized (this) {
      if (closed) {
        budget.release(room);
        throw refuse(1, null);
      }
      reserved += room;
      append(record, bytes);
    }
  }

  private void append(T record, long bytes) {
    long now = limits.nanoTime().getAsLong();
    if (open.isEmpty()) {
      openSince = now;
    } else if (now - openSince >= limits.intervalNanos() || openBytes >= limits.maxBytes()) {
      cut();
      openSince = now;
    }
    open.add(record);
    openBytes += bytes;
  }

  /**
   * Takes all records as one block, or none.
   *
   * @throws IllegalArgumentException if there is a null, or more than the whole budget holds
   * @throws IllegalStateException if the block was not taken; its records are counted as refused
   */
  public void storeBlock(Iterator<T> records) {
    if (records == null) {
      throw new IllegalArgumentException("store: the iterator is null.");
    }
    // Outside the lock and the budget: the program's own code runs here, and may throw or wait.
    List<T> taken = new ArrayList<>();
    long bytes = BLOCK_OVERHEAD;
    while (records.hasNext()) {
      T record = requireRecord(records.next());
      bytes += RecordSize.of(record);
      if (bytes > budget.limit()) {
        throw new IllegalArgumentException(
            "store: the block is larger than the "
                + budget.limit()
                + " bytes that all received records may hold, after "
                + (taken.size() + 1)
                + " records; nothing of it is stored. Store it in parts, or raise"
                + " tidemill.receiver.maxMemory.");
      }
      taken.add(record);
    }
    if (!taken.isEmpty()) {
      acquire(bytes, taken.size());
      addBlock(new ReceivedBlock<>(taken, bytes));
    }
  }

  private synchronized void addBlock(ReceivedBlock<T> block) {
    if (closed) {
      budget.release(block.bytes());
      throw refuse(block.records().size(), null);
    }
    // What was stored before stays before.
    cut();
    waiting.add(block);
  }

  private void acquire(long bytes, int records) {
    try {
      if (budget.acquire(bytes, () -> noWaiting)) {
        return;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw refuse(records, interrupted);
    }
    throw refuse(records, null);
  }

  private synchronized IllegalStateException refuse(int records, InterruptedException cause) {
    refused += records;
    String what = records == 1 ? "The record was" : records + " records were";
    return new IllegalStateException(
        cause == null
            ? what + " not stored: the receiver has been stopped; test isStopped() before store()."
            : what + " not stored: the thread was interrupted while memory for them was full.",
        cause);
  }

  private static <R> R requireRecord(R record) {
    if (record == null) {
      throw new IllegalArgumentException("store: the record is null; leave it out.");
    }
    return record;
  }

  private void cut() {
    if (open.isEmpty()) {
      return;
    }
    waiting.add(new ReceivedBlock<>(open, openBytes));
    reserved -= openBytes;
    // The next block is likely to be about as long.
    open = new ArrayList<>(Math.min(open.size(), 1 << 16));
    openBytes = 0;
  }

  /**
   * Gives the batch everything that belongs to no earlier one; asked again, the same.
   *
   * @throws IllegalStateException if a later batch was allocated, or this one is done
   */
  public synchronized Allocation allocate(Time batch) {
    long time = batch.milliseconds();
    if (!allocated.containsKey(time)) {
      if (time <= lastAllocated || time <= lastDone) {
        throw new IllegalStateException(
            "Batch "
                + batch
                + " cannot be allocated: "
                + Math.max(lastAllocated, lastDone)
                + " ms came before it; batches are allocated in order of their time.");
      }
      cut();
      releaseReserve();
      allocated.put(time, new ReceivedBlocks<>(waiting));
      waiting = new ArrayList<>();
      lastAllocated = time;
    }
    ReceivedBlocks<T> blocks = allocated.get(time);
    return new Allocation(blocks.records(), blocks.toString());
  }

  private void releaseReserve() {
    if (reserved > 0) {
      budget.release(reserved);
      reserved = 0;
    }
  }

  /**
   * The dataset of a batch; none if it was not allocated.
   *
   * @throws IllegalStateException if the batch is done
   */
  public synchronized Optional<Plan<T>> plan(Time batch) {
    long time = batch.milliseconds();
    if (time <= lastDone) {
      throw new IllegalStateException(
          "The records received for batch "
              + batch
              + " have been dropped: everything up to "
              + lastDone
              + " ms is done.");
    }
    return Optional.ofNullable(allocated.get(time)).map(Source::new);
  }

  /** Drops the blocks of the batch and of earlier ones. */
  public synchronized void done(Time batch) {
    lastDone = Math.max(lastDone, batch.milliseconds());
    var past = allocated.headMap(lastDone, true);
    long bytes = past.values().stream().mapToLong(ReceivedBlocks::bytes).sum();
    past.clear();
    if (bytes > 0) {
      budget.release(bytes);
    }
  }

  /** From now on who finds no room is refused rather than kept waiting. */
  public void stopWaiting() {
    noWaiting = true;
    budget.wake();
  }

  /** Refuses what comes from now on. What is here can still be allocated. */
  public synchronized void close() {
    closed = true;
    stopWaiting();
  }

  /** Records that {@code store} did not take, for whatever reason. */
  public synchronized long refusedRecords() {
    return refused;
  }

  synchronized int waitingBlocks() {
    return waiting.size();
  }
}
