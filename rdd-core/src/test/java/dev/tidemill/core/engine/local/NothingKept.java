package dev.tidemill.core.engine.local;

import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.engine.local.kept.KeptPartitions;
import dev.tidemill.core.memory.Workspace;

/** For tests of engines that keep no dataset. */
final class NothingKept {
  private NothingKept() {}

  static KeptPartitions partitions() {
    return new KeptPartitions(Workspace.unbounded(), Isolation.NONE, 1);
  }
}
