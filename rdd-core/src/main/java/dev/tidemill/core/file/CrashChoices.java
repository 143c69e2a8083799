package dev.tidemill.core.file;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What a crash leaves where it has a choice: a seed makes every choice, so a run can be repeated.
 */
final class CrashChoices {

  // Disks write sectors whole; a file system may write those of one file in any order.
  private static final int SECTOR_BYTES = 512;

  private final SplittableRandom random;

  CrashChoices(long seed) {
    this.random = new SplittableRandom(seed);
  }

  boolean coin() {
    return random.nextBoolean();
  }

  /** How many of so many bytes are left, with a bent for the edges, where readers go wrong. */
  int surviving(int bytes) {
    if (bytes == 0) {
      return 0;
    }
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> 1;
      case 2 -> bytes / 2;
      case 3 -> bytes - 1;
      case 4 -> bytes;
      default -> random.nextInt(bytes + 1);
    };
  }

  /**
   * In a third of the cases, sectors that were allotted in the range but never reached the disk.
   */
  void zeroSomeSectors(byte[] bytes, int from, int to) {
    if (from == to || random.nextInt(3) != 0) {
      return;
    }
    for (int start = from; start < to; start = nextSector(start)) {
      if (random.nextBoolean()) {
        Arrays.fill(bytes, start, Math.min(nextSector(start), to), (byte) 0);
      }
    }
  }

  private static int nextSector(int offset) {
    return (offset / SECTOR_BYTES + 1) * SECTOR_BYTES;
  }
}
