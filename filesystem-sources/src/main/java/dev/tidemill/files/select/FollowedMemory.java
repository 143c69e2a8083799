package dev.tidemill.files.select;

import dev.tidemill.dstream.source.SourceRecord;
import dev.tidemill.files.select.DirectoryMemory.Known;
import java.util.HashMap;
import java.util.Map;

/**
 * What is known of a directory while the batches of an earlier process are followed one by one.
 * Changed in place, since there may be as many batches as files.
 */
public final class FollowedMemory {
  private final Map<String, Known> known;

  public FollowedMemory(DirectoryMemory before) {
    this.known = new HashMap<>(before.known());
  }

  /** Follows the next batch. */
  public void follow(SourceRecord batch) {
    MemoryRecords.follow(known, batch);
  }

  /** What is known now. */
  public DirectoryMemory memory() {
    return DirectoryMemory.of(new HashMap<>(known));
  }
}
