package dev.tidemill.porter;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.stream.Stream;

/** Writes what has been ported. Files are named relative to the root of what is ported. */
abstract sealed class Output {
  /** Takes a file that does not change. */
  abstract void copy(Path file) throws IOException;

  abstract void write(Path file, byte[] bytes) throws IOException;

  static Output of(Path from, Path root, Target target) throws IOException {
    if (target instanceof Target.Directory directory) {
      requireApart(from, directory.directory());
      return new ToDirectory(root, directory.directory());
    }
    return new InPlace(root);
  }

  private static void requireApart(Path from, Path directory) throws IOException {
    Path real = realOrAbsolute(directory);
    if (Files.isDirectory(from) && real.startsWith(from.toRealPath())) {
      throw new IllegalArgumentException(
          "port: the directory '" + directory + "' is inside '" + from + "'; name one outside it.");
    }
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "port: '" + directory + "' is not a directory; name a new or an empty one.");
    }
    if (Files.isDirectory(directory)) {
      try (Stream<Path> content = Files.list(directory)) {
        if (content.findAny().isPresent()) {
          throw new IllegalArgumentException(
              "port: the directory '" + directory + "' is not empty; name a new or an empty one.");
        }
      }
    }
  }

  /** Links in the part of a path that exists are followed. */
  private static Path realOrAbsolute(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    Path existing = absolute;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing == null
        ? absolute
        : existing.toRealPath().resolve(existing.relativize(absolute)).normalize();
  }

  private static final class ToDirectory extends Output {
    private final Path root;
    private final Path directory;

    private ToDirectory(Path root, Path directory) {
      this.root = root;
      this.directory = directory;
    }

    @Override
    void copy(Path file) throws IOException {
      Files.copy(
          root.resolve(file),
          made(file),
          StandardCopyOption.COPY_ATTRIBUTES,
          LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    void write(Path file, byte[] bytes) throws IOException {
      Files.write(made(file), bytes);
    }

    private Path made(Path file) throws IOException {
      Path target = directory.resolve(file.toString());
      Files.createDirectories(target.getParent());
      return target;
    }
  }

  private static final class InPlace extends Output {
    private final Path root;

    private InPlace(Path root) {
      this.root = root;
    }

    @Override
    void copy(Path file) {
      // It is there already.
    }

    @Override
    void write(Path file, byte[] bytes) throws IOException {
      Path target = root.resolve(file);
      Path temporary = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".new");
      try {
        Files.write(temporary, bytes);
        copyPermissions(target, temporary);
        move(temporary, target);
      } finally {
        Files.deleteIfExists(temporary);
      }
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
      PosixFileAttributeView view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
      if (view != null) {
        Files.setPosixFilePermissions(to, view.readAttributes().permissions());
      }
    }

    private static void move(Path from, Path to) throws IOException {
      try {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        throw new IOException(
            "'"
                + to
                + "' cannot be replaced in one step on its file system; port into a directory.",
            e);
      }
    }
  }
}
