package dev.tidemill.runtime;

import dev.tidemill.SparkContext;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.dstream.graph.Grid;
import dev.tidemill.dstream.graph.StreamGraph;
import dev.tidemill.runtime.batch.BatchMachine.Unfinished;
import dev.tidemill.runtime.journal.DriverLease;
import dev.tidemill.runtime.journal.JournalDirectory;
import dev.tidemill.runtime.journal.JournalLimits;
import dev.tidemill.runtime.journal.LeaseOptions;
import dev.tidemill.runtime.recovery.BatchJournal;
import dev.tidemill.runtime.recovery.Recovery;
import dev.tidemill.runtime.schedule.JournalWorker;
import dev.tidemill.streaming.RestoreReport;
import dev.tidemill.streaming.Time;
import dev.tidemill.util.Clock;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoint directory while a context uses it: the lease that keeps others out, what was
 * restored from it, and the journal that is written to it.
 */
final class Checkpoint implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);

  private final FileStore store;
  private final DriverLease lease;
  private final Recovery recovery;
  private final JournalLimits limits;
  private Optional<BatchJournal> journal = Optional.empty();
  private Optional<JournalWorker> worker = Optional.empty();

  private Checkpoint(FileStore store, DriverLease lease, Recovery recovery, JournalLimits limits) {
    this.store = store;
    this.lease = lease;
    this.recovery = recovery;
    this.limits = limits;
  }

  /**
   * Takes the directory, and puts the graph where an earlier process ended.
   *
   * @param goOn else what is there is set aside
   */
  static Checkpoint open(
      FileStore store,
      boolean goOn,
      SparkContext context,
      StreamGraph graph,
      Clock clock,
      RuntimeSettings settings)
      throws Exception {
    DriverLease lease = DriverLease.acquire(store, LeaseOptions.of(settings.standby()));
    try {
      if (!goOn) {
        JournalDirectory.setAside(store)
            .ifPresent(
                name ->
                    LOG.warn(
                        "{} held what another program had left; it is now in {} there. To go on with"
                            + " it, make the context by JavaStreamingContext.getOrCreate.",
                        store.root(),
                        name));
      }
      Recovery recovery = new Recovery(store, context, graph.durableParts(), settings.recovery());
      // The time of now: for the lease it may have waited for days.
      recovery.restore(new Time(clock.getTimeMillis()), graph.batchDuration());
      return new Checkpoint(store, lease, recovery, settings.journal());
    } catch (Throwable failed) {
      lease.close();
      throw failed;
    }
  }

  Grid grid() {
    return recovery.grid();
  }

  /** New batches are later than this. */
  Time resumeAfter() {
    return recovery.resumeAfter();
  }

  List<Unfinished> unfinished() {
    return recovery.unfinished();
  }

  Optional<RestoreReport> report() {
    return recovery.report();
  }

  /** Where it is, for messages. */
  String directory() {
    return store.root();
  }

  /** Batches that a later process has to finish; final once no batch runs any more. */
  List<Time> toFinish() {
    return journal.map(BatchJournal::unfinished).orElse(List.of());
  }

  /**
   * Begins to write.
   *
   * @param stepped whether nothing may happen on a thread of its own
   */
  BatchJournal begin(boolean stepped) throws IOException {
    if (!stepped) {
      worker = Optional.of(new JournalWorker());
    }
    Executor background = stepped ? Runnable::run : worker.get();
    BatchJournal made = recovery.begin(lease, limits, background);
    worker.ifPresent(thread -> made.whenIdle(thread::soon));
    journal = Optional.of(made);
    return made;
  }

  @Override
  public void close() throws IOException {
    try {
      worker.ifPresent(JournalWorker::shutdown);
      if (journal.isPresent()) {
        journal.get().close();
      }
    } finally {
      lease.close();
    }
  }
}
