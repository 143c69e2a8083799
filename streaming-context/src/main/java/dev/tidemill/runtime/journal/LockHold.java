package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.HeldLock;
import java.io.IOException;

/** A lock of the store: nobody takes over while this process lives and has not given it back. */
final class LockHold implements DriverLease.Hold {

  private final FileStore store;
  private final long epoch;
  private final HeldLock lock;
  private volatile boolean released;

  LockHold(FileStore store, long epoch, HeldLock lock) {
    this.store = store;
    this.epoch = epoch;
    this.lock = lock;
  }

  @Override
  public void requireHeld() throws LeaseLostException {
    if (released) {
      throw EpochClaims.lost(store, epoch, "it was given back");
    }
  }

  @Override
  public void close() throws IOException {
    released = true;
    lock.close();
  }
}
