package dev.tidemill.core.plan;

import dev.tidemill.storage.StorageLevel;
import java.util.function.Supplier;

/**
 * Says that a dataset's partitions are kept once they have been made, and how. A mark on a plan's
 * identity: an engine keeps partitions under it, and drops them when the mark is gone.
 */
public final class Kept {
  private final StorageLevel level;
  private volatile Object content;

  Kept(StorageLevel level) {
    this.level = level;
  }

  public StorageLevel level() {
    return level;
  }

  /** What the engine holds under this mark; made when it is first asked for, once. */
  @SuppressWarnings("unchecked") // one engine runs a plan, and it asks for one type
  public <C> C content(Supplier<C> make) {
    if (content == null) {
      synchronized (this) {
        if (content == null) {
          content = make.get();
        }
      }
    }
    return (C) content;
  }
}
