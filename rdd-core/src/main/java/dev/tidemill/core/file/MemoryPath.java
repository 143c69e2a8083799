package dev.tidemill.core.file;

import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Optional;

/**
 * A name on a {@link MemoryDisk} and the ways to walk to it. The caller holds the lock of the disk.
 */
final class MemoryPath {

  private final MemoryDisk disk;
  private final List<String> segments;

  MemoryPath(MemoryDisk disk, String path) {
    this.disk = disk;
    this.segments = List.of(path.split("/"));
  }

  String last() {
    return segments.get(segments.size() - 1);
  }

  Optional<MemoryNode> find() {
    MemoryNode node = disk.top();
    for (String segment : segments) {
      node = node instanceof MemoryDirectory directory ? directory.get(segment) : null;
    }
    return Optional.ofNullable(node);
  }

  MemoryFile requireFile() throws FileSystemException {
    MemoryNode node = find().orElseThrow(() -> new NoSuchFileException(toString()));
    if (node instanceof MemoryFile file) {
      return file;
    }
    throw new FileSystemException(toString(), null, "it is a directory, a file was asked for");
  }

  /** The directory that holds the name. */
  MemoryDirectory requireParent() throws FileSystemException {
    MemoryDirectory directory = disk.top();
    for (String segment : parents()) {
      if (!(directory.get(segment) instanceof MemoryDirectory child)) {
        throw new NoSuchFileException(toString(), null, "directory '" + segment + "' is missing");
      }
      directory = child;
    }
    return directory;
  }

  /** The directory that is to hold the name; makes what is missing, not durably. */
  MemoryDirectory createParent() throws FileSystemException {
    MemoryDirectory directory = disk.top();
    for (String segment : parents()) {
      if (directory.get(segment) == null) {
        directory.put(segment, new MemoryDirectory(disk.nowMs()), disk.nowMs());
      }
      if (!(directory.get(segment) instanceof MemoryDirectory child)) {
        throw new NotDirectoryException(toString());
      }
      directory = child;
    }
    return directory;
  }

  /** Gives the name to a node; that, and the way to it, is durable. The parent exists. */
  void putDurably(MemoryNode node) {
    MemoryDirectory directory = syncParents();
    directory.put(last(), node, disk.nowMs());
    directory.sync(last());
  }

  /** Takes the name from its node, durably. The name exists. */
  MemoryNode detachDurably() {
    MemoryDirectory directory = disk.top();
    for (String segment : parents()) {
      directory = (MemoryDirectory) directory.get(segment);
    }
    MemoryNode node = directory.detach(last(), disk.nowMs());
    directory.sync(last());
    return node;
  }

  /**
   * Makes the name and the way to it durable, unless it stands for something else or nothing by
   * now.
   */
  void syncIfStill(MemoryNode node) {
    if (find().filter(found -> found == node).isPresent()) {
      syncParents().sync(last());
    }
  }

  @Override
  public String toString() {
    return String.join("/", segments);
  }

  private List<String> parents() {
    return segments.subList(0, segments.size() - 1);
  }

  private MemoryDirectory syncParents() {
    MemoryDirectory directory = disk.top();
    for (String segment : parents()) {
      directory.sync(segment);
      directory = (MemoryDirectory) directory.get(segment);
    }
    return directory;
  }
}
