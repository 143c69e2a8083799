package dev.tidemill.runtime;

import dev.tidemill.SparkContext;
import dev.tidemill.core.conf.HadoopSettings;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.thread.EngineThread;
import dev.tidemill.dstream.graph.StreamGraph;
import dev.tidemill.runtime.recovery.BatchJournal;
import dev.tidemill.streaming.RestoreReport;
import dev.tidemill.util.Clock;
import dev.tidemill.util.ManualClock;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a context leaves what a later process needs, if anywhere; set before the start, open from
 * then to the end. Thread-safe.
 */
final class CheckpointPlace {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointPlace.class);
  private static final long JOURNAL_MAY_TAKE_MS = 10_000;

  private final boolean stepped;
  // Guarded by this.
  private Optional<FileStore> store = Optional.empty();
  private boolean goesOn;
  private Optional<Checkpoint> opened = Optional.empty();
  private Optional<RestoreReport> report = Optional.empty();
  private CompletableFuture<Void> told = CompletableFuture.completedFuture(null);

  /**
   * @param stepped whether all happens on the thread of a test, which asks for what it wants to
   *     know
   */
  CheckpointPlace(boolean stepped) {
    this.stepped = stepped;
  }

  static Optional<FileStore> storeOf(SparkContext context, String directory) {
    return Optional.ofNullable(directory)
        .map(
            place -> FileStores.openFor("checkpoint", place, HadoopSettings.of(context.getConf())));
  }

  /**
   * @param goOn whether what is there is gone on with; else it is set aside
   */
  synchronized void set(Optional<FileStore> place, boolean goOn) {
    store = place;
    goesOn = goOn;
  }

  /** Takes the directory, if there is one, and puts the graph where an earlier process ended. */
  Optional<Checkpoint> open(
      SparkContext context, StreamGraph graph, Clock clock, RuntimeSettings settings) {
    Optional<FileStore> place;
    boolean goOn;
    synchronized (this) {
      place = store;
      goOn = goesOn;
    }
    if (place.isEmpty()) {
      return Optional.empty();
    }
    try {
      Checkpoint made = Checkpoint.open(place.get(), goOn, context, graph, clock, settings);
      tell(made);
      // A clock that a test moves does not know that time went on (semantics section 13).
      long last = made.resumeAfter().milliseconds();
      if (clock instanceof ManualClock manual && manual.getTimeMillis() < last) {
        manual.setTime(last + settings.manualClockJump());
      }
      return Optional.of(made);
    } catch (Exception failed) {
      throw Sneaky.thrown(failed);
    }
  }

  private void tell(Checkpoint made) {
    synchronized (this) {
      opened = Optional.of(made);
      report = made.report();
      if (!stepped && report.isPresent()) {
        RestoreReport found = report.get();
        // The first message of a process takes long; the rest of the start goes on meanwhile.
        told =
            CompletableFuture.runAsync(
                () -> LOG.info("{}", found),
                task -> new EngineThread(task, "tidemill-restore-report").start());
      }
    }
  }

  /** Returns when people have been told what was restored. */
  void awaitTold() {
    CompletableFuture<Void> telling;
    synchronized (this) {
      telling = told;
    }
    telling.join();
  }

  synchronized Optional<Checkpoint> opened() {
    return opened;
  }

  synchronized Optional<RestoreReport> report() {
    return report;
  }

  /** Begins to write, if there is a directory. */
  Optional<BatchJournal> begin() {
    try {
      Optional<Checkpoint> checkpoint = opened();
      return checkpoint.isPresent()
          ? Optional.of(checkpoint.get().begin(stepped))
          : Optional.empty();
    } catch (IOException failed) {
      throw Sneaky.thrown(failed);
    }
  }

  /** Writes nothing more, as if the process had been killed. */
  synchronized void abandon() {
    opened = Optional.empty();
  }

  /**
   * Writes the end down and lets others have the directory.
   *
   * @return whether all was written in time
   */
  boolean close() {
    Optional<Checkpoint> checkpoint = opened();
    if (checkpoint.isEmpty()) {
      return true;
    }
    try {
      if (!stepped) {
        return TimeLimit.of(JOURNAL_MAY_TAKE_MS, "tidemill-journal-end", checkpoint.get()::close);
      }
      checkpoint.get().close();
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception failed) {
      LOG.warn(
          "The end of the last batches could not be written down; the next start runs them again: {}",
          failed.toString());
      return false;
    }
  }
}
