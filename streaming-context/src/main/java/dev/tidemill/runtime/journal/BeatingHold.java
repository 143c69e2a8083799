package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.runtime.journal.LeaseTime.Ticking;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs of life in place of a lock. Its holder counts it as lost before anybody else may: when it
 * could not show that it lives for four fifths of the time after which it is taken over.
 */
final class BeatingHold implements DriverLease.Hold {

  private static final Logger LOG = LoggerFactory.getLogger(DriverLease.class);

  private final FileStore store;
  private final LeaseTime time;
  private final long epoch;
  private final Duration patience;
  private Ticking ticking;
  private long number; // guarded by this, which only beats take
  private volatile boolean released; // set by who holds this
  private volatile long lastBeatNanos;
  private volatile Optional<IOException> failure = Optional.empty(); // of the last beat

  private BeatingHold(FileStore store, LeaseOptions options, long epoch) {
    this.store = store;
    this.time = options.time();
    this.epoch = epoch;
    this.patience = options.takeOverAfter().multipliedBy(4).dividedBy(5);
  }

  static BeatingHold acquire(FileStore store, LeaseOptions options, LeaseOwner owner)
      throws IOException, InterruptedException {
    OptionalLong epoch = OptionalLong.empty();
    while (epoch.isEmpty()) {
      epoch = EpochClaims.claim(store, LeaseWatch.awaitFree(store, options) + 1, owner);
    }
    BeatingHold hold = new BeatingHold(store, options, epoch.getAsLong());
    hold.start(options.beat());
    return hold;
  }

  long epoch() {
    return epoch;
  }

  @Override
  public void requireHeld() throws LeaseLostException {
    if (released) {
      throw EpochClaims.lost(store, epoch, "it was given back");
    }
    if (failure.isPresent() && failure.get() instanceof LeaseLostException lost) {
      throw new LeaseLostException(lost.getMessage());
    }
    long silentNanos = time.nanoTime() - lastBeatNanos;
    if (silentNanos > patience.toNanos()) {
      throw new LeaseLostException(
          "This driver (epoch %d) could not show for %d s that it lives (%s), so another one may have directory '%s'; see that its file system answers"
              .formatted(
                  epoch,
                  silentNanos / 1_000_000_000,
                  failure.map(IOException::toString).orElse("its thread did not run"),
                  store.root()));
    }
  }

  @Override
  public void close() throws IOException {
    ticking.stop();
    synchronized (this) {
      if (!released) {
        released = true;
        EpochClaims.requireNewest(store, epoch);
        new LeaseBeat(epoch, ++number, true).write(store);
      }
    }
  }

  private void start(Duration beat) throws IOException {
    lastBeatNanos = time.nanoTime();
    new LeaseBeat(epoch, ++number, false).write(store);
    ticking = time.every(beat, this::beat);
    try {
      fenceLogs();
    } catch (IOException | RuntimeException e) {
      DriverLease.closeAfter(e, this);
      throw e;
    }
  }

  private synchronized void beat() {
    if (released) {
      return;
    }
    long now = time.nanoTime(); // Before the write: that is when others may see it first.
    try {
      EpochClaims.requireNewest(store, epoch);
      new LeaseBeat(epoch, ++number, false).write(store);
      lastBeatNanos = now;
      failure = Optional.empty();
    } catch (IOException e) {
      if (failure.isEmpty()) {
        LOG.warn("Driver of '{}' could not show that it lives; it goes on trying", store.root(), e);
      }
      failure = Optional.of(e);
    }
  }

  /**
   * Takes the logs that older drivers may be writing from them: the last of each epoch. A log that
   * one of them begins from now on is of no use to it, since it looks for claims then.
   */
  private void fenceLogs() throws IOException {
    if (store.isObjectStore()) {
      return; // Each group is a file there, behind which its writer looks for claims.
    }
    JournalFile last = null;
    for (JournalFile file : JournalDirectory.files(store)) {
      if (file.kind() == JournalFile.Kind.LOG) {
        if (last != null && last.epoch() != file.epoch()) {
          store.appendLog(last.name()).close();
        }
        last = file;
      }
    }
    if (last != null) {
      store.appendLog(last.name()).close();
    }
  }
}
