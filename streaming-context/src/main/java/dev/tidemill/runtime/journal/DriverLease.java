package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.HeldLock;
import dev.tidemill.core.file.UnsupportedFileOperationException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The right to be the one driver of a directory.
 *
 * <p>Where the store has locks that end with the process, one is held, so a restart is immediate
 * however the process before ended. Elsewhere the holder rewrites a file every two seconds, and who
 * wants to take over watches for ten, on a clock of its own, whether it changes. Either way every
 * holder has an epoch of its own, higher than any before ({@link EpochClaims}): files of the
 * journal carry it, so what an older driver still writes is told apart.
 */
public final class DriverLease implements Closeable {

  private static final String LOCK = EpochClaims.DIRECTORY + "/lock";
  private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(100);

  private final FileStore store;
  private final long epoch;
  private final Hold hold;

  /** What keeps others out. */
  interface Hold extends Closeable {
    void requireHeld() throws LeaseLostException;
  }

  private DriverLease(FileStore store, long epoch, Hold hold) {
    this.store = store;
    this.epoch = epoch;
    this.hold = hold;
  }

  /**
   * Takes the directory, by waiting for it if {@link LeaseOptions#standby} says so.
   *
   * @throws LeaseHeldException when another driver has it, and this one is not to wait
   */
  public static DriverLease acquire(FileStore store, LeaseOptions options)
      throws IOException, InterruptedException {
    return acquire(store, options, LeaseOwner.current());
  }

  static DriverLease acquire(FileStore store, LeaseOptions options, LeaseOwner owner)
      throws IOException, InterruptedException {
    try {
      return byLock(store, options, owner);
    } catch (UnsupportedFileOperationException noLocks) {
      BeatingHold hold = BeatingHold.acquire(store, options, owner);
      return new DriverLease(store, hold.epoch(), hold);
    }
  }

  /** Higher than that of every driver before; the files that this one writes carry it. */
  public long epoch() {
    return epoch;
  }

  /** Returns while no other driver may have taken over. No I/O. */
  public void requireHeld() throws LeaseLostException {
    hold.requireHeld();
  }

  /** Gives the directory back. To be called when the journal has been closed. */
  @Override
  public void close() throws IOException {
    hold.close();
  }

  private static DriverLease byLock(FileStore store, LeaseOptions options, LeaseOwner owner)
      throws IOException, InterruptedException {
    Optional<HeldLock> lock = store.tryLock(LOCK);
    while (lock.isEmpty()) {
      if (!options.standby()) {
        throw held(store, EpochClaims.owner(store, EpochClaims.highest(store)));
      }
      options.time().sleep(LOOK_AGAIN_AFTER);
      lock = store.tryLock(LOCK);
    }
    HeldLock held = lock.get();
    try {
      long epoch = EpochClaims.claimNext(store, owner);
      return new DriverLease(store, epoch, new LockHold(store, epoch, held));
    } catch (IOException | RuntimeException e) {
      closeAfter(e, held);
      throw e;
    }
  }

  static LeaseHeldException held(FileStore store, Optional<LeaseOwner> owner) {
    return new LeaseHeldException(
        "Directory '%s' belongs to another driver (%s), which is running; stop it, or set tidemill.driver.standby=true to wait for its end"
            .formatted(
                store.root(), owner.map(LeaseOwner::toString).orElse("it has not said who it is")));
  }

  static void closeAfter(Exception failure, Closeable opened) {
    try {
      opened.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
