package dev.tidemill.launcher.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Classes of sources that were compiled before, for a start without the compiler. A file has the
 * whole text and all else that the classes depend on, and counts only if that is equal:
 *
 * <pre>
 *   file  ::=  key  count  (name bytes)*  checksum (CRC32C of all before, 4 bytes)
 *   key, name, bytes  ::=  length (4 bytes)  bytes
 * </pre>
 */
final class CompileCache {
  private static final String PREFIX = "compiled-";
  private static final int MOST_FILES = 100;

  private final Path directory;

  CompileCache(Path directory) {
    this.directory = directory;
  }

  /** That of the directory which {@code bin/tidemill} names, if it names one. */
  static Optional<CompileCache> ofProcess() {
    String directory = System.getenv("TIDEMILL_CACHE");
    return directory == null || directory.equals("none")
        ? Optional.empty()
        : Optional.of(new CompileCache(Path.of(directory)));
  }

  /**
   * The classes of a text, from the cache or by compiling; then they are kept.
   *
   * @param compile not called if they are there
   */
  Map<String, byte[]> classes(
      Path file, String text, String classPath, Supplier<Map<String, byte[]>> compile) {
    byte[] key = key(file, text, classPath);
    if (key.length == 0) {
      return compile.get();
    }
    Path kept = directory.resolve(PREFIX + Integer.toHexString(checksum(key, key.length)));
    Optional<Map<String, byte[]>> known = read(kept, key);
    if (known.isPresent()) {
      return known.get();
    }
    Map<String, byte[]> classes = compile.get();
    tryToWrite(kept, key, classes);
    return classes;
  }

  /** All that the classes depend on; nothing where that cannot be said in short. */
  private static byte[] key(Path file, String text, String classPath) {
    StringBuilder key = new StringBuilder();
    key.append(System.getProperty("java.vm.version")).append('\n').append(file).append('\n');
    try {
      for (String entry : classPath.split(File.pathSeparator)) {
        Path path = Path.of(entry);
        if (!Files.isRegularFile(path)) {
          return new byte[0];
        }
        key.append(path.toAbsolutePath()).append(' ').append(Files.size(path));
        key.append(' ').append(Files.getLastModifiedTime(path).toMillis()).append('\n');
      }
    } catch (IOException unreadable) {
      return new byte[0]; // the compiler says what is wrong with it
    }
    return key.append(text).toString().getBytes(UTF_8);
  }

  private static Optional<Map<String, byte[]>> read(Path kept, byte[] key) {
    try {
      byte[] bytes = Files.readAllBytes(kept);
      int end = bytes.length - Integer.BYTES;
      if (end < 0 || checksum(bytes, end) != ByteBuffer.wrap(bytes).getInt(end)) {
        return Optional.empty();
      }
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, end));
      if (!Arrays.equals(bytes(in), key)) {
        return Optional.empty();
      }
      Map<String, byte[]> classes = new HashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        classes.put(new String(bytes(in), UTF_8), bytes(in));
      }
      return Optional.of(classes);
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }

  /** Where it cannot be kept, the next start compiles as well. */
  private void tryToWrite(Path kept, byte[] key, Map<String, byte[]> classes) {
    try {
      Path temporary = Files.createTempFile(directory, PREFIX, ".tmp"); // for its owner only
      Files.write(temporary, encoded(key, classes));
      Files.move(temporary, kept, StandardCopyOption.REPLACE_EXISTING);
      dropOldest();
    } catch (IOException | UncheckedIOException notKept) {
      return;
    }
  }

  private static byte[] encoded(byte[] key, Map<String, byte[]> classes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    write(out, key);
    out.writeInt(classes.size());
    for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
      write(out, entry.getKey().getBytes(UTF_8));
      write(out, entry.getValue());
    }
    out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }

  private void dropOldest() throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(directory)) {
      files =
          listed
              .filter(file -> file.getFileName().toString().startsWith(PREFIX))
              .sorted(Comparator.comparing(CompileCache::modified))
              .toList();
    }
    for (Path file : files.subList(0, Math.max(0, files.size() - MOST_FILES))) {
      Files.deleteIfExists(file);
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (NoSuchFileException gone) {
      return FileTime.fromMillis(0); // another process has dropped it
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
