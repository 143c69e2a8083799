package dev.tidemill.core.plan;

import dev.tidemill.storage.StorageLevel;

/**
 * Says that a dataset's partitions are kept once they have been made, and how. A mark on a plan's
 * identity: an engine keeps partitions under it, and drops them when the mark is gone.
 */
public final class Kept {
  private final StorageLevel level;

  Kept(StorageLevel level) {
    this.level = level;
  }

  public StorageLevel level() {
    return level;
  }
}
