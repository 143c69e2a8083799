package dev.tidemill.receivers;

import dev.tidemill.core.block.BlockBudget;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.dstream.source.Allocation;
import dev.tidemill.dstream.source.RestoredAllocation;
import dev.tidemill.dstream.source.SourceContext;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.receivers.block.BlockBuffer;
import dev.tidemill.receivers.block.BlockLimits;
import dev.tidemill.receivers.supervise.Supervisor;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.receiver.Receiver;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A receiver as a source of batches: a {@link Supervisor} keeps it running, a {@link BlockBuffer}
 * keeps what it stores and knows which batch it belongs to. Blocks live in memory only, and die
 * with the process.
 *
 * <p>Threads: as {@link StreamSource} says; the receiver's own threads meet these in the buffer.
 */
public final class ReceiverSource<T> implements StreamSource<T> {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiverSource.class);

  private final Receiver<T> receiver;
  private final String description;
  private final ReceiverSettings settings;
  private final BlockBuffer<T> blocks;
  private final Isolation isolation;
  // Guarded by this; null before start
  private Supervisor<T> supervisor;

  ReceiverSource(
      Receiver<T> receiver,
      String description,
      ReceiverSettings settings,
      BlockBudget budget,
      Isolation isolation) {
    this.receiver = receiver;
    this.description = description;
    this.settings = settings;
    this.isolation = isolation;
    this.blocks =
        new BlockBuffer<>(description, BlockLimits.ofMillis(settings.blockIntervalMs()), budget);
  }

  @Override
  public String description() {
    return description;
  }

  /**
   * @throws IllegalStateException if it was started before, or the receiver serves another stream
   */
  @Override
  public synchronized void start(SourceContext context) {
    if (supervisor != null) {
      throw new IllegalStateException(
          "The source " + description + " has been started before; make a new one.");
    }
    Supervisor<T> made =
        new Supervisor<>(
            receiver,
            description,
            blocks,
            context,
            settings.restartDelayMs(),
            settings.stopDeadlineMs());
    made.start();
    supervisor = made;
  }

  @Override
  public Allocation allocate(Time batch) {
    return blocks.allocate(batch);
  }

  @Override
  public long unallocatedRecords() {
    return blocks.unallocatedRecords();
  }

  /** Blocks die with their process, so the batch is empty now. */
  @Override
  public long restore(Time batch, boolean needed, RestoredAllocation allocated) {
    blocks.allocate(batch);
    return needed ? allocated.records() : 0;
  }

  @Override
  public Optional<Plan<T>> plan(Time batch) {
    return blocks.plan(batch, isolation);
  }

  @Override
  public void done(Time batch) {
    blocks.done(batch);
  }

  @Override
  public void stop() throws InterruptedException {
    Supervisor<T> started;
    synchronized (this) {
      started = supervisor;
    }
    if (started == null) {
      return;
    }
    boolean first = false;
    try {
      started.end();
    } finally {
      first = blocks.close();
    }
    long refused = blocks.refusedRecords();
    if (first && refused > 0) {
      LOG.warn("{}: {} records were refused while it stopped.", started, refused);
    }
  }

  /** How often a store had to wait until batches were done. */
  public long waits() {
    return blocks.waits();
  }

  /** Records whose store did not take them: it had stopped, or was interrupted. */
  public long refusedRecords() {
    return blocks.refusedRecords();
  }
}
