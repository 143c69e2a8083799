package dev.tidemill.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileStoreTest extends FileStoreContract {

  @TempDir Path directory;

  Path root() {
    return directory.resolve("made on first write/root");
  }

  @Override
  FileStore openFreshStore() throws IOException {
    return FileStores.open(root().toString());
  }

  @Override
  FileStore openAgain(FileStore store) throws IOException {
    return FileStores.open("file://" + root());
  }

  @Override
  void assumeHolds(String name) {
    // In the C locale, Java writes file names in ASCII.
    String encoding = System.getProperty("sun.jnu.encoding");
    assumeTrue(Charset.forName(encoding).newEncoder().canEncode(name), encoding);
  }

  @Test
  void whatIsCreatedIsForItsOwnerOnly() throws IOException {
    assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
    commit("d/atomic", "x");
    store.createExclusive("d/exclusive", bytes("x"));
    store.appendLog("d/log").close();
    assertEquals("rwx------", permissions(root()));
    assertEquals("rwx------", permissions(root().getParent()));
    assertEquals("rwx------", permissions(root().resolve("d")));
    for (String name : List.of("atomic", "exclusive", "log")) {
      assertEquals("rw-------", permissions(root().resolve("d").resolve(name)));
    }
  }

  @Test
  void noTemporaryFileIsLeftBehind() throws IOException {
    commit("a", "x");
    store.createAtomic("b").close();
    store.createExclusive("c", bytes("x"));
    store.createExclusive("c", bytes("x"));
    try (Stream<Path> files = Files.list(root())) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void aTemporaryFileOfACrashedProcessIsHiddenAndDeletedWithItsDirectory() throws IOException {
    commit("d/a", "x");
    Path left = root().resolve(FileNames.temporaryFor("d/a"));
    Files.writeString(left, "half");
    assertEquals(List.of("d/a"), names("d"));
    assertTrue(store.delete("d"));
    assertFalse(Files.exists(left));
  }

  @Test
  void anInterruptDoesNotBreakALogNorACommit() throws IOException {
    try (LogFile log = store.appendLog("log");
        AtomicFile file = store.createAtomic("a")) {
      Thread.currentThread().interrupt();
      log.write(bytes("x"));
      log.sync();
      file.write(bytes("y"));
      file.commit();
      assertTrue(store.createExclusive("b", bytes("z")));
      store.rename("b", "c");
      assertTrue(Thread.interrupted(), "the interrupt is still to be seen");
      log.write(bytes("x"));
      log.sync();
    }
    assertEquals("xx", read("log"));
    assertEquals("y", read("a"));
    assertEquals("z", read("c"));
  }

  @Test
  void aNameWithAColonThatSomebodyElseMadeCanBeUsed() throws IOException {
    assumeTrue(java.io.File.separatorChar == '/');
    commit("a", "x");
    Files.writeString(root().resolve("12:30"), "noon");
    assertEquals(List.of("12:30", "a"), names(""));
    assertEquals("noon", read("12:30"));
    store.rename("12:30", "noon");
    assertEquals("noon", read("noon"));
  }

  @Test
  void deleteDoesNotFollowLinks() throws IOException {
    commit("keep/a", "x");
    Files.createDirectory(root().resolve("d"));
    Files.createSymbolicLink(root().resolve("d/link"), root().resolve("keep"));
    assertTrue(store.delete("d"));
    assertEquals("x", read("keep/a"));
  }

  @Test
  void aLinkIsWhatItLeadsTo() throws IOException {
    commit("keep/a", "xyz");
    Files.createSymbolicLink(root().resolve("directory"), root().resolve("keep"));
    Files.createSymbolicLink(root().resolve("file"), root().resolve("keep/a"));
    Files.createSymbolicLink(root().resolve("nowhere"), root().resolve("missing"));
    assertEquals(List.of("directory", "file", "keep"), names(""));
    for (FileEntry entry : store.list("")) {
      assertEquals(Optional.of(entry), store.status(entry.name()));
    }
    assertEquals(Optional.empty(), store.status("nowhere"));
    assertEquals(List.of("directory/a"), names("directory"));
  }

  @Test
  void aLinkThatLeadsNowhereStillTakesItsName() throws IOException {
    commit("a", "x");
    Files.createSymbolicLink(root().resolve("nowhere"), root().resolve("missing"));
    assertFalse(store.createExclusive("nowhere", bytes("y")));
    assertTrue(store.delete("nowhere"));
    assertTrue(store.createExclusive("nowhere", bytes("y")));
  }

  @Test
  void whatMayNotBeLookedAtIsNotTakenForMissing() throws IOException {
    commit("d/a", "x");
    Path locked = root().resolve("d");
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    try {
      assumeTrue(!Files.isReadable(locked), "the superuser may look at everything");
      assertThrows(FileSystemException.class, () -> store.status("d/a"));
      assertThrows(FileSystemException.class, () -> store.delete("d/a"));
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
