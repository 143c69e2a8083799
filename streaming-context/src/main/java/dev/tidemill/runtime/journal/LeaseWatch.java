package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileStore;
import java.io.IOException;
import java.util.Optional;

/** What somebody who wants the directory sees of the driver that has it. */
record LeaseWatch(long epoch, Optional<LeaseOwner> owner, Optional<LeaseBeat> beat) {

  /**
   * Returns the highest epoch when nobody has the directory: it was given back, its owner was a
   * process of this machine and is gone, or nothing has changed for as long as the options say.
   */
  static long awaitFree(FileStore store, LeaseOptions options)
      throws IOException, InterruptedException {
    LeaseTime time = options.time();
    LeaseWatch seen = look(store);
    long unchangedSince = time.nanoTime();
    while (!seen.isFree() && time.nanoTime() - unchangedSince < options.takeOverAfter().toNanos()) {
      time.sleep(options.beat());
      LeaseWatch now = look(store);
      if (!now.equals(seen)) {
        if (!options.standby() && !now.isFree()) {
          throw DriverLease.held(store, now.owner());
        }
        seen = now;
        unchangedSince = time.nanoTime();
      }
    }
    return seen.epoch();
  }

  private static LeaseWatch look(FileStore store) throws IOException {
    long epoch = EpochClaims.highest(store);
    // A beat of an older driver says nothing: the newer one has not come to its first yet.
    Optional<LeaseBeat> beat = LeaseBeat.read(store).filter(found -> found.epoch() == epoch);
    return new LeaseWatch(epoch, EpochClaims.owner(store, epoch), beat);
  }

  private boolean isFree() {
    return epoch == 0
        || beat.filter(LeaseBeat::released).isPresent()
        || owner.filter(LeaseOwner::isGone).isPresent();
  }
}
