package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which driver a directory belongs to: the one with the highest epoch, {@code driver/epoch-<n>}. A
 * claim is made by creating the file, which one of any number of drivers can do.
 *
 * <p>Not in the directory of the journal, so that epochs go on rising when a journal is set aside.
 */
final class EpochClaims {

  static final String DIRECTORY = "driver";

  private static final Pattern NAME = Pattern.compile("epoch-([0-9]{10})");

  private static final int MAX_OWNER_BYTES = 1 << 12;

  private EpochClaims() {}

  static String name(long epoch) {
    return DIRECTORY + "/epoch-" + JournalFile.tenDigits(epoch);
  }

  /** The highest epoch that was claimed or that has written to the journal, 0 when none has. */
  static long highest(FileStore store) throws IOException {
    return highest(store, claimed(store));
  }

  private static long highest(FileStore store, List<Long> claimed) throws IOException {
    long highest = 0;
    for (long claim : claimed) {
      highest = Math.max(highest, claim);
    }
    for (JournalFile file : JournalDirectory.files(store)) {
      highest = Math.max(highest, file.epoch());
    }
    return highest;
  }

  static List<Long> claimed(FileStore store) throws IOException {
    try {
      return store.list(DIRECTORY).stream()
          .map(FileEntry::lastSegment)
          .map(NAME::matcher)
          .filter(Matcher::matches)
          .map(matcher -> Long.parseLong(matcher.group(1)))
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /**
   * Claims an epoch, unless somebody else has, and forgets the older claims.
   *
   * @return the epoch, empty when it was claimed by another one
   */
  static OptionalLong claim(FileStore store, long epoch, LeaseOwner owner) throws IOException {
    if (!store.createExclusive(name(epoch), owner.encode())) {
      return OptionalLong.empty();
    }
    List<Long> claimed = claimed(store);
    if (highest(store, claimed) > epoch) {
      store.delete(name(epoch)); // It was claimed before, and forgotten since we looked.
      return OptionalLong.empty();
    }
    for (long older : claimed) {
      if (older < epoch) {
        store.delete(name(older));
      }
    }
    return OptionalLong.of(epoch);
  }

  /** Claims the next epoch. */
  static long claimNext(FileStore store, LeaseOwner owner) throws IOException {
    OptionalLong epoch = OptionalLong.empty();
    while (epoch.isEmpty()) {
      epoch = claim(store, highest(store) + 1, owner);
    }
    return epoch.getAsLong();
  }

  /** Who claimed an epoch, as far as it is known. */
  static Optional<LeaseOwner> owner(FileStore store, long epoch) throws IOException {
    try (InputStream in = store.open(name(epoch), 0)) {
      return LeaseOwner.decode(in.readNBytes(MAX_OWNER_BYTES));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Refuses a driver when there is a newer one.
   *
   * <p>A writer asks when a new file of its has become durable and before it tells anybody so. The
   * newer driver claims first and lists the files then: so it has seen the file, or the writer sees
   * the claim.
   *
   * <p>On an object store a writer asks after every group, so it is one question and no listing:
   * whether its own claim is still there, which the newer driver deletes before it lists the files.
   */
  static void requireNewest(FileStore store, long epoch) throws IOException {
    if (store.isObjectStore() && store.status(name(epoch)).isPresent()) {
      return;
    }
    long highest = highest(store);
    if (highest > epoch) {
      throw lost(store, epoch, "another one (epoch " + highest + ") has taken it over");
    }
  }

  static LeaseLostException lost(FileStore store, long epoch, String why) {
    return new LeaseLostException(
        "This driver (epoch %d) has directory '%s' no more: %s; it may write nothing there, stop it"
            .formatted(epoch, store.root(), why));
  }
}
