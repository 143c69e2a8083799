package dev.tidemill.runtime.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.MemoryDisk;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On a store without locks, with all that may befall signs of life. */
class BeatingLeaseTest extends JournalStoreContract {

  private static final LeaseOwner ELSEWHERE =
      new LeaseOwner("elsewhere", "another machine", 77, 5, "2026-11-27T00:00:00Z");

  private final MemoryDisk disk = new MemoryDisk();

  @Override
  FileStore openFreshStore() {
    return new FaultyStore(disk.store("x"));
  }

  @Override
  FileStore openAgain() {
    return openFreshStore();
  }

  @Test
  void aHolderThatFallsSilentIsTakenOverAfterTenSeconds() throws Exception {
    DriverLease silent = DriverLease.acquire(store, options(false), ELSEWHERE);
    time.sleep(options(false).beat().multipliedBy(3));
    time.stopTicking();
    silent.requireHeld();
    long before = time.nanoTime();
    DriverLease next = DriverLease.acquire(openAgain(), options(false));
    assertEquals(10, (time.nanoTime() - before) / 1_000_000_000);
    assertTrue(next.epoch() > silent.epoch(), "epochs");
    assertThrows(LeaseLostException.class, silent::requireHeld);
    next.requireHeld();
  }

  @Test
  void aHolderThatLivesIsNotTakenOverHoweverLongOneWatches() throws Exception {
    DriverLease holder = DriverLease.acquire(store, options(false), ELSEWHERE);
    for (int i = 0; i < 20; i++) {
      LeaseHeldException e =
          assertThrows(
              LeaseHeldException.class, () -> DriverLease.acquire(openAgain(), options(false)));
      assertTrue(e.getMessage().contains("process 77 on host 'elsewhere'"), e.getMessage());
      holder.requireHeld();
    }
  }

  @Test
  void aHolderOfThisMachineThatIsGoneIsTakenOverAtOnce() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    LeaseOwner self = LeaseOwner.current();
    LeaseOwner gone = new LeaseOwner(self.host(), self.machine(), process.pid(), 1, self.since());
    LeaseOwner recycled =
        new LeaseOwner(self.host(), self.machine(), self.processId(), 1, self.since());
    for (LeaseOwner owner : List.of(gone, recycled)) {
      DriverLease.acquire(store, options(true), owner);
      time.stopTicking();
      long before = time.nanoTime();
      DriverLease next = DriverLease.acquire(openAgain(), options(false));
      assertEquals(before, time.nanoTime());
      next.close();
    }
  }

  @Test
  void aHolderOfAMachineOfTheSameNameIsNotTakenForGone() throws Exception {
    LeaseOwner self = LeaseOwner.current();
    LeaseOwner other = new LeaseOwner(self.host(), "started anew", 1 << 30, 1, self.since());
    DriverLease.acquire(store, options(false), other);
    assertThrows(LeaseHeldException.class, () -> DriverLease.acquire(openAgain(), options(false)));
  }

  @Test
  void aHolderThatCannotShowThatItLivesCountsItselfAsLostBeforeOthersDo() throws Exception {
    FaultyStore faulty = (FaultyStore) store;
    DriverLease holder = DriverLease.acquire(store, options(false), ELSEWHERE);
    faulty.failBefore = what -> what.startsWith("commit");
    time.sleep(options(false).beat().multipliedBy(4));
    holder.requireHeld();
    time.sleep(options(false).beat());
    LeaseLostException e = assertThrows(LeaseLostException.class, holder::requireHeld);
    assertTrue(e.getMessage().contains("no commit driver/beat"), e.getMessage());
    faulty.failBefore = what -> false;
    time.sleep(options(false).beat());
    holder.requireHeld(); // Nobody came meanwhile.
  }

  @Test
  void aHolderThatWasTakenOverLearnsItAtItsNextBeat() throws Exception {
    DriverLease holder = DriverLease.acquire(store, options(false), ELSEWHERE);
    EpochClaims.claim(store, holder.epoch() + 1, LeaseOwner.current());
    time.sleep(options(false).beat());
    LeaseLostException e = assertThrows(LeaseLostException.class, holder::requireHeld);
    assertTrue(e.getMessage().contains("epoch " + (holder.epoch() + 1)), e.getMessage());
    assertThrows(LeaseLostException.class, holder::close);
    assertEquals(holder.epoch() + 1, EpochClaims.highest(store));
  }

  @Test
  void ofTwoThatTakeOverAtOnceOneWins() throws Exception {
    LeaseOwner self = LeaseOwner.current();
    assertTrue(EpochClaims.claim(store, 5, self).isPresent());
    assertTrue(EpochClaims.claim(store, 5, self).isEmpty());
    // Nor does one who has looked long ago, when the claim that it wants was forgotten since.
    assertTrue(EpochClaims.claim(store, 4, self).isEmpty());
    assertEquals(List.of(5L), EpochClaims.claimed(store));
  }

  @Test
  void aLeaseThatWasReleasedBeforeANewerClaimIsNotFree() throws Exception {
    DriverLease.acquire(store, options(false), ELSEWHERE).close();
    EpochClaims.claim(store, 2, ELSEWHERE); // It has not come to its first beat yet.
    DriverLease lease = DriverLease.acquire(store, options(false));
    assertEquals(3, lease.epoch());
    assertEquals(10, time.nanoTime() / 1_000_000_000);
  }

  @Test
  void aDriverThatWritesWithoutALeaseKeepsItsEpoch() throws Exception {
    begin(7, Optional.empty(), 0).close();
    DriverLease lease = DriverLease.acquire(store, options(false));
    assertEquals(8, lease.epoch());
  }

  @Test
  void claimsAndBeatsThatCannotBeReadAreWaitedFor() throws Exception {
    store.createExclusive(EpochClaims.name(3), new byte[200]);
    store.createExclusive(LeaseBeat.NAME, new byte[200]);
    DriverLease lease = DriverLease.acquire(store, options(false));
    assertEquals(4, lease.epoch());
    assertEquals(10, time.nanoTime() / 1_000_000_000);
  }
}
