package dev.tidemill.relocation;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The jars and directories of a program, and those that the jars' manifests name ({@code
 * Class-Path}). Signatures are not looked at: who changes classes cannot keep them. Of a class with
 * several versions the one for this JVM counts. Thread-safe.
 */
final class ProgramJars implements AutoCloseable {
  private final List<Place> places = new ArrayList<>();

  /** Bytes of a class, and where they are from. */
  record Found(byte[] bytes, Path place, Optional<Manifest> manifest) {}

  /** Gets each class file. */
  interface ClassFiles {
    void found(String path, byte[] bytes) throws IOException;
  }

  /**
   * @throws IOException if one of the given places is missing, or is no jar
   */
  ProgramJars(Collection<Path> given) throws IOException {
    Deque<Path> open = new ArrayDeque<>(given);
    Set<Path> seen = new LinkedHashSet<>();
    try {
      while (!open.isEmpty()) {
        Path path = open.remove().toAbsolutePath().normalize();
        if (!seen.add(path)) {
          continue;
        }
        if (Files.isDirectory(path)) {
          places.add(new Directory(path));
          continue;
        }
        Archive archive = Archive.open(path);
        places.add(archive);
        open.addAll(archive.named());
      }
    } catch (IOException | RuntimeException failed) {
      closeAfter(failed);
      throw failed;
    }
  }

  List<Path> paths() {
    return places.stream().map(Place::path).toList();
  }

  Optional<Found> find(String path) throws IOException {
    for (Place place : places) {
      Optional<byte[]> bytes = place.read(path);
      if (bytes.isPresent()) {
        return Optional.of(new Found(bytes.get(), place.path(), place.manifest()));
      }
    }
    return Optional.empty();
  }

  /** Every class file whose path is wanted, of each path the first. */
  void forEachClass(Predicate<String> wanted, ClassFiles receiver) throws IOException {
    Set<String> seen = new LinkedHashSet<>();
    for (Place place : places) {
      for (String path : place.classes()) {
        if (wanted.test(path) && seen.add(path)) {
          receiver.found(path, place.read(path).orElseThrow());
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (Place place : places) {
      try {
        place.close();
      } catch (IOException failed) {
        if (failure == null) {
          failure = failed;
        } else {
          failure.addSuppressed(failed);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void closeAfter(Exception failure) {
    try {
      close();
    } catch (IOException failed) {
      failure.addSuppressed(failed);
    }
  }

  private interface Place {
    Path path();

    Optional<Manifest> manifest() throws IOException;

    Optional<byte[]> read(String path) throws IOException;

    List<String> classes() throws IOException;

    void close() throws IOException;
  }

  private static boolean isClass(String path) {
    return path.endsWith(".class")
        && !path.startsWith("META-INF/")
        && !path.endsWith("module-info.class");
  }

  private record Directory(Path path) implements Place {
    @Override
    public Optional<Manifest> manifest() {
      return Optional.empty();
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
      Path file = path.resolve(name);
      return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    @Override
    public List<String> classes() throws IOException {
      try (Stream<Path> below = Files.walk(path)) {
        return below
            .map(file -> path.relativize(file).toString().replace('\\', '/'))
            .filter(ProgramJars::isClass)
            .sorted()
            .toList();
      }
    }

    @Override
    public void close() {}
  }

  private record Archive(Path path, JarFile file) implements Place {
    static Archive open(Path path) throws IOException {
      if (!Files.isRegularFile(path)) {
        throw new IOException("No jar at " + path + "; give the path of the program's jar.");
      }
      try {
        return new Archive(
            path, new JarFile(path.toFile(), false, ZipFile.OPEN_READ, Runtime.version()));
      } catch (IOException failed) {
        throw new IOException(path + " cannot be read as a jar: " + failed.getMessage(), failed);
      }
    }

    /** Those of its Class-Path that are there; the JVM passes over the others, too. */
    List<Path> named() throws IOException {
      List<Path> named = new ArrayList<>();
      String entries =
          manifest()
              .map(manifest -> manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH))
              .orElse("");
      for (String entry : entries.trim().split("\\s+")) {
        URI place = path.toUri().resolve(entry);
        if (!entry.isEmpty() && "file".equals(place.getScheme()) && Files.exists(Path.of(place))) {
          named.add(Path.of(place));
        }
      }
      return named;
    }

    @Override
    public Optional<Manifest> manifest() throws IOException {
      return Optional.ofNullable(file.getManifest());
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
      JarEntry entry = file.getJarEntry(name);
      if (entry == null) {
        return Optional.empty();
      }
      try (InputStream in = file.getInputStream(entry)) {
        return Optional.of(in.readAllBytes());
      }
    }

    @Override
    public List<String> classes() {
      return file.versionedStream().map(JarEntry::getName).filter(ProgramJars::isClass).toList();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
