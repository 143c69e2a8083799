package dev.tidemill.core.file;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A directory on a {@link MemoryDisk}: the names that programs see, and those that are durable.
 * Guarded by the disk.
 *
 * <p>A name for which the two differ was created, deleted or replaced without a sync; a crash takes
 * the one or the other, for each name by itself.
 */
final class MemoryDirectory implements MemoryNode {

  // Sorted, so that a seed makes the same choices in every run.
  private final Map<String, MemoryNode> seen = new TreeMap<>();
  private final Map<String, MemoryNode> durable = new TreeMap<>();
  private long modifiedMs;

  MemoryDirectory(long nowMs) {
    this.modifiedMs = nowMs;
  }

  @Override
  public long modifiedMs() {
    return modifiedMs;
  }

  MemoryNode get(String name) {
    return seen.get(name);
  }

  Map<String, MemoryNode> entries() {
    return seen;
  }

  void put(String name, MemoryNode node, long nowMs) {
    seen.put(name, node);
    modifiedMs = nowMs;
  }

  /** Makes durable that the name stands for what it is seen to stand for, be it nothing. */
  void sync(String name) {
    MemoryNode node = seen.get(name);
    if (node == null) {
      durable.remove(name);
    } else {
      durable.put(name, node);
    }
  }

  /** Takes the name away, and below it every name by itself, since a crash may undo each. */
  void remove(String name, long nowMs) {
    if (seen.remove(name) instanceof MemoryDirectory directory) {
      for (String child : new TreeSet<>(directory.seen.keySet())) {
        directory.remove(child, nowMs);
      }
    }
    modifiedMs = nowMs;
  }

  /** Takes the name away and leaves what it stands for as it is. */
  MemoryNode detach(String name, long nowMs) {
    modifiedMs = nowMs;
    return seen.remove(name);
  }

  @Override
  public void crash(CrashChoices choices) {
    TreeSet<String> names = new TreeSet<>(seen.keySet());
    names.addAll(durable.keySet());
    for (String name : names) {
      MemoryNode node = seen.get(name);
      MemoryNode other = durable.get(name);
      if (!Objects.equals(node, other) && choices.coin()) {
        node = other;
      }
      settle(name, node, choices);
    }
  }

  private void settle(String name, MemoryNode node, CrashChoices choices) {
    if (node == null) {
      seen.remove(name);
      durable.remove(name);
    } else {
      node.crash(choices);
      seen.put(name, node);
      durable.put(name, node);
    }
  }
}
