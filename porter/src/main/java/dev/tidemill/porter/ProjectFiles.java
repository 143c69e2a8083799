package dev.tidemill.porter;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of a program, without what builds and version control leave there. */
final class ProjectFiles {
  private static final Set<String> NEVER =
      Set.of(".git", ".svn", ".hg", ".gradle", ".idea", ".settings", ".metadata", "node_modules");

  /** Left out unless they are packages. */
  private static final Set<String> BUILT = Set.of("target", "build");

  private ProjectFiles() {}

  /** In the order of their names, relative to the root. Links are listed, not followed. */
  static List<Path> below(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes ignored) {
            return isLeftOut(root.relativize(directory))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes ignored) {
            files.add(root.relativize(file));
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return files;
  }

  private static boolean isLeftOut(Path directory) {
    String name = directory.getFileName() == null ? "" : directory.getFileName().toString();
    boolean isPackage = false;
    for (Path part : directory) {
      isPackage |= part.toString().equals("src");
    }
    return NEVER.contains(name) || (BUILT.contains(name) && !isPackage);
  }
}
