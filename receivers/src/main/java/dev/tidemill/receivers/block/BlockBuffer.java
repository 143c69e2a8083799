package dev.tidemill.receivers.block;

import dev.tidemill.core.block.BlockBudget;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.memory.RecordSizes;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.dstream.source.Allocation;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes blocks of what a receiver stores, and keeps them until the batch that owns them is done.
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
 * thread is interrupted, or {@link #stopWaiting} is called. Whole blocks also wait while {@value
 * #MOST_WAITING} blocks have no batch yet. Room is taken in steps larger than a record; {@code
 * allocate} gives back what is left of the last step.
 *
 * <p>Threads: any, for everything.
 */
public final class BlockBuffer<T> {
  private static final long LARGEST_STEP = 256 << 10;
  private static final long BLOCK_OVERHEAD = 128;

  /** Every block is a task of its batch; more than this many would be slower than fewer. */
  static final int MOST_WAITING = 4096;

  private static final Logger LOG = LoggerFactory.getLogger(BlockBuffer.class);

  private final String owner;
  private final BlockLimits limits;
  private final BlockBudget budget;
  private final long step;
  private final RecordSizes sizes = new RecordSizes();

  // All below is guarded by this. The budget's lock is inside this one for release, never acquire.
  private final BatchBlocks<T> batches = new BatchBlocks<>();
  private List<ReceivedBlock<T>> waiting = new ArrayList<>();
  private List<T> open = new ArrayList<>();
  private long openSince;
  private long openBytes;
  // Taken from the budget for the open block; invariant: openBytes <= reserved
  private long reserved;
  private long refused;
  private long waits;
  private boolean closed;

  // Read while waiting for the budget, without our lock.
  private volatile boolean noWaiting;

  /**
   * @param owner whose records these are, for the log
   */
  public BlockBuffer(String owner, BlockLimits limits, BlockBudget budget) {
    this.owner = owner;
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
    long bytes = sizes.of(record);
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
    } else if (isOld(now) || openBytes >= limits.maxBytes()) {
      cut();
      openSince = now;
    }
    open.add(record);
    openBytes += bytes;
  }

  private boolean isOld(long now) {
    return now - openSince >= limits.intervalNanos() && waiting.size() < MOST_WAITING;
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
      bytes += sizes.of(record);
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
    try {
      while (waiting.size() >= MOST_WAITING && !noWaiting) {
        wait();
      }
    } catch (InterruptedException interrupted) {
      budget.release(block.bytes());
      Thread.currentThread().interrupt();
      throw refuse(block.records().size(), interrupted);
    }
    if (closed || waiting.size() >= MOST_WAITING) {
      budget.release(block.bytes());
      throw refuse(block.records().size(), null);
    }
    // What was stored before stays before.
    cut();
    waiting.add(block);
  }

  private void acquire(long bytes, int records) {
    if (budget.tryAcquire(bytes)) {
      return;
    }
    countWait();
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

  private void countWait() {
    synchronized (this) {
      waits++;
      if (waits > 1) {
        return;
      }
    }
    LOG.info(
        "{}: store() waits, since received records hold all of their {} bytes"
            + " (tidemill.receiver.maxMemory) until batches are done. Further waits are only"
            + " counted.",
        owner,
        budget.limit());
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

  /** Gives the batch everything that belongs to no earlier one; see {@link BatchBlocks}. */
  public synchronized Allocation allocate(Time batch) {
    if (batches.isNew(batch)) {
      cut();
      releaseReserve();
      batches.add(batch, new ReceivedBlocks<>(waiting));
      waiting = new ArrayList<>();
      notifyAll();
    }
    return batches.allocation(batch);
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
   * @param isolation decides what each reader gets of a record
   * @throws IllegalStateException if the batch is done
   */
  public synchronized Optional<Plan<T>> plan(Time batch, Isolation isolation) {
    return batches.plan(batch, isolation);
  }

  /** Drops the blocks of the batch and of earlier ones. */
  public synchronized void done(Time batch) {
    long bytes = batches.drop(batch);
    if (bytes > 0) {
      budget.release(bytes);
    }
  }

  /** From now on who finds no room is refused rather than kept waiting. */
  public synchronized void stopWaiting() {
    noWaiting = true;
    notifyAll();
    budget.wake();
  }

  /**
   * Refuses what comes from now on. What is here can still be allocated.
   *
   * @return false if it was closed before
   */
  public synchronized boolean close() {
    boolean first = !closed;
    closed = true;
    stopWaiting();
    return first;
  }

  /** Records that {@code store} did not take, for whatever reason. */
  public synchronized long refusedRecords() {
    return refused;
  }

  /** How often a store had to wait for memory. */
  public synchronized long waits() {
    return waits;
  }

  /** Records that belong to no batch yet. */
  public synchronized long unallocatedRecords() {
    return open.size() + waiting.stream().mapToLong(block -> block.records().size()).sum();
  }

  synchronized int waitingBlocks() {
    return waiting.size();
  }
}
