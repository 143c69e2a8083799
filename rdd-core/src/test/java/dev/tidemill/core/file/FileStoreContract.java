package dev.tidemill.core.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link FileStore} promises, short of a crash; every implementation has to pass it. */
abstract class FileStoreContract {

  private static final int THREADS = 8;

  FileStore store;

  /** A store on a directory that does not exist yet and that no other test uses. */
  abstract FileStore openFreshStore() throws IOException;

  /** A second store on the directory of the given one, as another process would open it. */
  abstract FileStore openAgain(FileStore store) throws IOException;

  /** Whether the store is an object store. */
  boolean hasObjects() {
    return false;
  }

  /** Whether of racing creators one wins in any case. */
  boolean decidesRaces() {
    return true;
  }

  /** Whether the store has locks that end with the process. */
  boolean hasLocks() {
    return true;
  }

  /** Whether a reader was told that its file has been replaced, where bytes are taken away. */
  boolean tellsOfReplacement(IOException e) {
    return false;
  }

  @BeforeEach
  void openStore() throws IOException {
    store = openFreshStore();
  }

  // createAtomic

  @Test
  void aCommittedFileIsThereWithItsContent() throws IOException {
    commit("a.txt", "one");
    assertEquals("one", read("a.txt"));
    assertEquals(3, store.status("a.txt").orElseThrow().length());
  }

  @Test
  void aFileIsNotThereBeforeItsCommit() throws IOException {
    try (AtomicFile file = store.createAtomic("a.txt")) {
      file.write(bytes("half"));
      file.flush();
      assertEquals(Optional.empty(), store.status("a.txt"));
      assertEquals(List.of(), names(""));
      file.commit();
    }
    assertEquals("half", read("a.txt"));
  }

  @Test
  void closeWithoutCommitLeavesNothing() throws IOException {
    try (AtomicFile file = store.createAtomic("a.txt")) {
      file.write(new byte[200_000]);
    }
    assertEquals(Optional.empty(), store.status("a.txt"));
    assertEquals(List.of(), names(""));
  }

  @Test
  void closeWithoutCommitLeavesTheOlderFile() throws IOException {
    commit("a.txt", "old");
    try (AtomicFile file = store.createAtomic("a.txt")) {
      file.write(bytes("new"));
    }
    assertEquals("old", read("a.txt"));
  }

  @Test
  void aCommitReplacesAnOlderFile() throws IOException {
    commit("a.txt", "old and long");
    commit("a.txt", "new");
    assertEquals("new", read("a.txt"));
    assertEquals(List.of("a.txt"), names(""));
  }

  @Test
  void aReaderOfTheOlderFileReadsItToItsEnd() throws IOException {
    commit("a.txt", "old and long");
    try (InputStream in = store.open("a.txt", 0)) {
      assertEquals('o', in.read());
      commit("a.txt", "new");
      assertEquals("ld and long", new String(in.readAllBytes(), UTF_8));
    }
  }

  @Test
  void aFileMayBeEmpty() throws IOException {
    commit("empty", "");
    assertEquals("", read("empty"));
    assertEquals(0, store.status("empty").orElseThrow().length());
  }

  @Test
  void aFileMayBeLargerThanAllBuffers() throws IOException {
    byte[] content = new byte[3_000_001];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31);
    }
    try (AtomicFile file = store.createAtomic("large")) {
      file.write(content[0]);
      file.write(content, 1, content.length - 1);
      file.commit();
    }
    try (InputStream in = store.open("large", 0)) {
      assertArrayEquals(content, in.readAllBytes());
    }
  }

  @Test
  void aFileCannotBeCommittedOrWrittenTwice() throws IOException {
    AtomicFile file = store.createAtomic("a.txt");
    file.commit();
    assertThrows(IllegalStateException.class, file::commit);
    assertThrows(IOException.class, () -> file.write(1));
    file.close();
    file.close();
    assertEquals("", read("a.txt"));
  }

  @Test
  void aClosedFileCannotBeCommitted() throws IOException {
    AtomicFile file = store.createAtomic("a.txt");
    file.close();
    assertThrows(IllegalStateException.class, file::commit);
    assertEquals(Optional.empty(), store.status("a.txt"));
  }

  @Test
  void aCommitDoesNotReplaceADirectory() throws IOException {
    commit("d/inner", "x");
    assertThrows(IOException.class, () -> commit("d", "y"));
    assertEquals("x", read("d/inner"));
    assertEquals(List.of("d"), names(""));
  }

  @Test
  void afterACommitThatFailedNothingCanBeWritten() throws IOException {
    assumeTrue(!hasObjects()); // They look earlier.
    commit("d/inner", "x");
    try (AtomicFile file = store.createAtomic("d")) {
      file.write(bytes("y"));
      assertThrows(IOException.class, file::commit);
      assertThrows(IOException.class, () -> file.write(1));
    }
  }

  @Test
  void noFileCanBeCreatedBelowAFile() throws IOException {
    commit("a", "x");
    assertThrows(IOException.class, () -> commit("a/b", "y"));
    assertThrows(IOException.class, () -> store.createExclusive("a/b", bytes("y")));
    assertThrows(IOException.class, () -> store.appendLog("a/b"));
    assertEquals("x", read("a"));
  }

  @Test
  void missingDirectoriesAreCreated() throws IOException {
    commit("x/y/z/a.txt", "1");
    assertTrue(store.createExclusive("x/w/v/b.txt", bytes("2")));
    assertEquals(List.of("x/w", "x/y"), names("x"));
    assertTrue(store.status("x/y").orElseThrow().directory());
    assertEquals("2", read("x/w/v/b.txt"));
  }

  @Test
  void aConcurrentReaderNeverSeesAHalfFile() throws Exception {
    int commits = 60;
    commit("a", "0".repeat(70_000));
    inParallel(
        2,
        writer -> {
          if (writer == 0) {
            for (int i = 1; i <= commits; i++) {
              commit("a", String.valueOf(i % 10).repeat(70_000 + i));
            }
          } else {
            String content = "";
            do {
              try {
                content = read("a");
              } catch (IOException e) {
                if (!tellsOfReplacement(e)) {
                  throw e;
                }
                continue;
              }
              assertTrue(content.length() >= 70_000, "half a file: " + content.length());
              assertEquals(1, content.chars().distinct().count(), "two files in one");
            } while (content.length() < 70_000 + commits);
          }
          return null;
        });
  }

  // createExclusive

  @Test
  void anExclusiveFileIsCreatedOnce() throws IOException {
    assertTrue(store.createExclusive("lock", bytes("first")));
    assertFalse(store.createExclusive("lock", bytes("second")));
    assertEquals("first", read("lock"));
    assertEquals(List.of("lock"), names(""));
  }

  @Test
  void anExclusiveFileDoesNotReplaceADirectory() throws IOException {
    commit("d/inner", "x");
    assertFalse(store.createExclusive("d", bytes("y")));
    assertEquals("x", read("d/inner"));
  }

  @Test
  void anExclusiveFileCanBeCreatedAgainAfterADelete() throws IOException {
    assertTrue(store.createExclusive("lock", bytes("first")));
    assertTrue(store.delete("lock"));
    assertTrue(store.createExclusive("lock", new byte[0]));
    assertEquals("", read("lock"));
  }

  @Test
  void ofEightRacingCreatorsExactlyOneWins() throws Exception {
    assumeTrue(decidesRaces());
    for (int round = 0; round < 10; round++) {
      String name = "race/" + round;
      CountDownLatch start = new CountDownLatch(THREADS);
      List<Boolean> won =
          inParallel(
              THREADS,
              thread -> {
                FileStore own = openAgain(store);
                start.countDown();
                assertTrue(start.await(60, TimeUnit.SECONDS));
                return own.createExclusive(name, bytes("winner " + thread));
              });
      assertEquals(1, won.stream().filter(b -> b).count(), "winners in round " + round);
      assertEquals("winner " + won.indexOf(true), read(name));
    }
    assertEquals(10, store.list("race").size());
  }

  // appendLog

  @Test
  void aLogGrows() throws IOException {
    assumeTrue(!hasObjects());
    try (LogFile log = store.appendLog("logs/1")) {
      assertEquals(0, log.length());
      log.write(bytes("ab"), bytes(""), bytes("cd"));
      log.sync();
      assertEquals("abcd", read("logs/1"));
      log.write(bytes("ef"));
      log.write();
      assertEquals(6, log.length());
      log.sync();
      assertEquals("abcdef", read("logs/1"));
    }
    assertEquals("abcdef", read("logs/1"));
    assertEquals(6, store.status("logs/1").orElseThrow().length());
  }

  @Test
  void aLogIsThereFromTheFirstSyncOn() throws IOException {
    assumeTrue(!hasObjects());
    try (LogFile log = store.appendLog("log")) {
      log.sync();
      assertEquals(List.of("log"), names(""));
      assertEquals("", read("log"));
    }
  }

  @Test
  void aLogThatIsOpenedAgainIsContinued() throws IOException {
    assumeTrue(!hasObjects());
    try (LogFile log = store.appendLog("log")) {
      log.write(bytes("one "));
      log.sync();
    }
    try (LogFile log = openAgain(store).appendLog("log")) {
      assertEquals(4, log.length());
      log.write(bytes("two"));
      log.sync();
      assertEquals("one two", read("log"));
    }
    assertEquals("one two", read("log"));
  }

  @Test
  void aClosedLogRefusesWork() throws IOException {
    assumeTrue(!hasObjects());
    LogFile log = store.appendLog("log");
    log.close();
    log.close();
    assertThrows(IOException.class, () -> log.write(bytes("x")));
    assertThrows(IOException.class, log::sync);
    assertEquals("", read("log"));
  }

  @Test
  void aLogIsNotOpenedOnADirectory() throws IOException {
    assumeTrue(!hasObjects());
    commit("d/inner", "x");
    assertThrows(IOException.class, () -> store.appendLog("d"));
  }

  @Test
  void partsOfOneWriteStayTogetherAmongThreads() throws Exception {
    assumeTrue(!hasObjects());
    int writes = 50;
    try (LogFile log = store.appendLog("log")) {
      inParallel(
          THREADS,
          thread -> {
            byte[] mark = {(byte) ('a' + thread)};
            for (int i = 0; i < writes; i++) {
              log.write(mark, mark, mark, mark);
              if (i % 10 == 0) {
                log.sync();
              }
            }
            return null;
          });
      log.sync();
      assertEquals(THREADS * writes * 4, log.length());
    }
    String content = read("log");
    assertEquals(THREADS * writes * 4, content.length());
    for (int at = 0; at < content.length(); at += 4) {
      assertEquals(1, content.substring(at, at + 4).chars().distinct().count(), "torn at " + at);
    }
  }

  // tryLock

  @Test
  void aLockHasOneHolderAtATime() throws IOException {
    assumeTrue(hasLocks());
    HeldLock lock = store.tryLock("d/lock").orElseThrow();
    assertEquals(Optional.empty(), store.tryLock("d/lock"));
    assertEquals(Optional.empty(), openAgain(store).tryLock("d/lock"));
    HeldLock other = store.tryLock("d/other").orElseThrow();
    lock.close();
    HeldLock next = openAgain(store).tryLock("d/lock").orElseThrow();
    lock.close(); // Twice is harmless, and gives nothing back that belongs to another holder.
    assertEquals(Optional.empty(), store.tryLock("d/lock"));
    next.close();
    other.close();
    store.tryLock("d/lock").orElseThrow().close();
  }

  @Test
  void ofEightRacingThreadsOneGetsTheLock() throws Exception {
    assumeTrue(hasLocks());
    CountDownLatch start = new CountDownLatch(THREADS);
    List<Optional<HeldLock>> locks =
        inParallel(
            THREADS,
            thread -> {
              FileStore own = openAgain(store);
              start.countDown();
              assertTrue(start.await(60, TimeUnit.SECONDS));
              return own.tryLock("lock");
            });
    assertEquals(1, locks.stream().filter(Optional::isPresent).count());
    for (Optional<HeldLock> lock : locks) {
      if (lock.isPresent()) {
        lock.get().close();
      }
    }
  }

  @Test
  void whoAsksForALockWhereThereAreNoneIsToldSo() {
    assumeTrue(!hasLocks());
    assertThrows(UnsupportedFileOperationException.class, () -> store.tryLock("lock"));
  }

  // object stores

  @Test
  void itIsKnownWhetherFilesAreWrittenWholeOnly() throws IOException {
    assertEquals(hasObjects(), store.isObjectStore());
    assertThrows(NoSuchFileException.class, () -> store.list(""));
  }

  @Test
  void whatAnObjectStoreCannotDoIsRefused() throws IOException {
    assumeTrue(hasObjects());
    commit("a", "x");
    var append = assertThrows(UnsupportedFileOperationException.class, () -> store.appendLog("a"));
    assertTrue(append.getMessage().contains("write a file each"), append.getMessage());
    var rename =
        assertThrows(UnsupportedFileOperationException.class, () -> store.rename("a", "b"));
    assertTrue(rename.getMessage().contains("under its last name"), rename.getMessage());
    assertEquals("x", read("a"));
    assertEquals(List.of("a"), names(""));
  }

  // open

  @Test
  void aFileIsReadFromAnOffset() throws IOException {
    commit("a", "0123456789");
    assertEquals("456789", read("a", 4));
    assertEquals("9", read("a", 9));
    assertEquals("", read("a", 10));
  }

  @Test
  void anOffsetOutsideTheFileIsRefused() throws IOException {
    commit("a", "0123456789");
    assertThrows(EOFException.class, () -> store.open("a", 11));
    assertThrows(IllegalArgumentException.class, () -> store.open("a", -1));
  }

  @Test
  void aMissingFileCannotBeOpened() throws IOException {
    assertThrows(NoSuchFileException.class, () -> store.open("a", 0));
    commit("a", "x");
    assertThrows(NoSuchFileException.class, () -> store.open("b", 0));
    assertThrows(NoSuchFileException.class, () -> store.open("a/b", 0));
  }

  @Test
  void aDirectoryCannotBeOpened() throws IOException {
    commit("d/inner", "x");
    assertThrows(IOException.class, () -> store.open("d", 0));
  }

  // list and status

  @Test
  void aListingIsOneLevelSortedByNameWithNamesFromTheRoot() throws IOException {
    commit("d/b", "22");
    commit("d/a", "1");
    commit("d/sub/deep", "333");
    List<FileEntry> entries = store.list("d");
    assertEquals(List.of("d/a", "d/b", "d/sub"), entries.stream().map(FileEntry::name).toList());
    assertEquals(List.of(1L, 2L, 0L), entries.stream().map(FileEntry::length).toList());
    assertEquals(List.of(false, false, true), entries.stream().map(FileEntry::directory).toList());
    assertEquals("sub", entries.get(2).lastSegment());
    assertEquals(List.of("d"), names(""));
  }

  @Test
  void aListingSaysWhatStatusSays() throws IOException {
    commit("d/a", "1");
    commit("d/sub/deep", "333");
    for (FileEntry entry : store.list("d")) {
      assertEquals(Optional.of(entry), store.status(entry.name()));
      assertTrue(entry.modifiedMs() > 0);
    }
  }

  @Test
  void anEmptiedDirectoryHasAnEmptyListing() throws IOException {
    assumeTrue(!hasObjects());
    commit("d/a", "1");
    store.delete("d/a");
    assertEquals(List.of(), store.list("d"));
  }

  @Test
  void aMissingDirectoryCannotBeListed() throws IOException {
    assertThrows(NoSuchFileException.class, () -> store.list(""));
    commit("a", "x");
    assertThrows(NoSuchFileException.class, () -> store.list("d"));
    assertThrows(NoSuchFileException.class, () -> store.list("d/e"));
  }

  @Test
  void aFileCannotBeListed() throws IOException {
    commit("a", "x");
    assertThrows(NotDirectoryException.class, () -> store.list("a"));
  }

  @Test
  void nothingIsKnownOfWhatIsNotThere() throws IOException {
    assertEquals(Optional.empty(), store.status("a"));
    commit("a", "x");
    assertEquals(Optional.empty(), store.status("b"));
    assertEquals(Optional.empty(), store.status("a/b"));
    assertEquals(Optional.empty(), store.status("d/e/f"));
  }

  @Test
  void openingAStoreCreatesNothing() throws IOException {
    assertThrows(NoSuchFileException.class, () -> openAgain(store).list(""));
  }

  // rename

  @Test
  void aRenamedFileHasItsNewNameOnly() throws IOException {
    assumeTrue(!hasObjects());
    commit("a", "x");
    store.rename("a", "d/e/b");
    assertEquals("x", read("d/e/b"));
    assertEquals(List.of("d"), names(""));
  }

  @Test
  void aRenamedDirectoryTakesItsContentAlong() throws IOException {
    assumeTrue(!hasObjects());
    commit("d/a", "1");
    commit("d/sub/b", "2");
    store.rename("d", "e");
    assertEquals("1", read("e/a"));
    assertEquals("2", read("e/sub/b"));
    assertEquals(List.of("e"), names(""));
  }

  @Test
  void aRenameDoesNotReplace() throws IOException {
    assumeTrue(!hasObjects());
    commit("a", "1");
    commit("b", "2");
    commit("d/x", "3");
    commit("e/x", "4");
    assertThrows(FileAlreadyExistsException.class, () -> store.rename("a", "b"));
    assertThrows(FileAlreadyExistsException.class, () -> store.rename("a", "d"));
    assertThrows(FileAlreadyExistsException.class, () -> store.rename("d", "e"));
    assertThrows(FileAlreadyExistsException.class, () -> store.rename("d", "b"));
    assertThrows(FileAlreadyExistsException.class, () -> store.rename("a", "a"));
    assertEquals("1", read("a"));
    assertEquals("2", read("b"));
    assertEquals("3", read("d/x"));
    assertEquals("4", read("e/x"));
  }

  @Test
  void aRenameDoesNotReplaceAnEmptyDirectory() throws IOException {
    assumeTrue(!hasObjects());
    commit("a", "1");
    commit("d/x", "3");
    commit("e/x", "4");
    store.delete("e/x");
    assertThrows(FileAlreadyExistsException.class, () -> store.rename("a", "e"));
    assertThrows(FileAlreadyExistsException.class, () -> store.rename("d", "e"));
    assertEquals(List.of("a", "d", "e"), names(""));
  }

  @Test
  void whatIsMissingCannotBeRenamed() throws IOException {
    assumeTrue(!hasObjects());
    assertThrows(NoSuchFileException.class, () -> store.rename("a", "b"));
    commit("c", "x");
    assertThrows(NoSuchFileException.class, () -> store.rename("a", "b"));
    assertThrows(NoSuchFileException.class, () -> store.rename("c/a", "b"));
  }

  @Test
  void aDirectoryCannotBeMovedIntoItself() throws IOException {
    assumeTrue(!hasObjects());
    commit("d/x", "1");
    assertThrows(IOException.class, () -> store.rename("d", "d/e"));
    assertEquals("1", read("d/x"));
  }

  @Test
  void ofEightRacingRenamesOntoOneNameExactlyOneWins() throws Exception {
    assumeTrue(!hasObjects());
    for (int thread = 0; thread < THREADS; thread++) {
      commit("from/" + thread, String.valueOf(thread));
    }
    List<Boolean> won =
        inParallel(
            THREADS,
            thread -> {
              try {
                store.rename("from/" + thread, "to");
                return true;
              } catch (FileAlreadyExistsException e) {
                return false;
              }
            });
    assertEquals(1, won.stream().filter(b -> b).count());
    assertEquals(String.valueOf(won.indexOf(true)), read("to"));
    assertEquals(THREADS - 1, store.list("from").size());
  }

  // delete

  @Test
  void aDeletedFileIsGone() throws IOException {
    commit("d/a", "x");
    assertTrue(store.delete("d/a"));
    assertFalse(store.delete("d/a"));
    assertEquals(Optional.empty(), store.status("d/a"));
  }

  @Test
  void aDeletedDirectoryTakesItsContentAlong() throws IOException {
    commit("d/a", "1");
    commit("d/sub/b", "2");
    commit("e", "3");
    assertTrue(store.delete("d"));
    assertEquals(List.of("e"), names(""));
  }

  @Test
  void deletingWhatIsNotThereSaysSo() throws IOException {
    assertFalse(store.delete("a"));
    commit("a", "x");
    assertFalse(store.delete("a/b"));
    assertFalse(store.delete("d/e"));
  }

  // names

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        "..",
        "../a",
        "a/..",
        "a/../b",
        "a/../../b",
        ".",
        "./a",
        "a/./b",
        "a//b",
        "a/",
        "a\0b",
        "\ud800"
      })
  void aNameThatBreaksTheRulesIsRefusedByAllMethods(String name) throws IOException {
    commit("a/x", "1");
    assertRefusedAsNew(name);
    assertThrows(InvalidPathException.class, () -> store.open(name, 0));
    assertThrows(InvalidPathException.class, () -> store.status(name));
    assertThrows(InvalidPathException.class, () -> store.delete(name));
    assertThrows(InvalidPathException.class, () -> store.rename(name, "b"));
    if (!name.isEmpty()) {
      assertThrows(InvalidPathException.class, () -> store.list(name));
    }
    assertEquals(List.of("a"), names(""));
    assertEquals(List.of("a/x"), names("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a:b",
        "d/hdfs:x",
        "a\\b",
        "..\\a",
        "a\nb",
        ".a.0123456789abcdef.tmp",
        "d/.a.0123456789abcdef.tmp"
      })
  void aNameThatNotEveryFileSystemHoldsIsRefusedForANewFile(String name) throws IOException {
    commit("a/x", "1");
    assertRefusedAsNew(name);
    assertEquals(List.of("a"), names(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "d/hdfs:x", "hdfs://other/x:1"})
  void aNameWithAColonThatIsNotThereIsMissingLikeAnyOther(String name) throws IOException {
    if (name.contains("//")) {
      assertThrows(InvalidPathException.class, () -> store.status(name));
      return;
    }
    assertEquals(Optional.empty(), store.status(name));
    assertThrows(NoSuchFileException.class, () -> store.open(name, 0));
    assertThrows(NoSuchFileException.class, () -> store.list(name));
    if (!hasObjects()) {
      assertThrows(NoSuchFileException.class, () -> store.rename(name, "b"));
    }
    assertFalse(store.delete(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with blank",
        " leading",
        "100%",
        "%20",
        "a%2Fb",
        "a+b",
        "#1",
        "a?b=c",
        "a*b",
        "[x]",
        "{a,b}",
        "$HOME",
        "~",
        "...",
        "..a",
        ".hidden",
        "_x",
        "a;b&c",
        "'q'",
        "x.tmp",
        ".x.tmp",
        "-rf"
      })
  void aNameOfUnusualCharactersIsTakenAsItIs(String segment) throws IOException {
    assertNameIsKept(segment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Gezeitenmühle", "潮汐", "\uD83C\uDF0A", "a\u0301"})
  void aNameOfAnyScriptIsTakenAsItIs(String segment) throws IOException {
    assumeHolds(segment);
    assertNameIsKept(segment);
  }

  @Test
  void aSegmentHasAtMost255Bytes() throws IOException {
    assertNameIsKept("x".repeat(255));
    assertRefusedAsNew("d/" + "x".repeat(256));
    assertRefusedAsNew("ü".repeat(128));
  }

  @Test
  void theLongestNamesOfManyBytesAreKept() throws IOException {
    String longest = "\uD83C\uDF0A".repeat(63) + "abc";
    assumeHolds(longest);
    assertNameIsKept(longest);
  }

  @Test
  void aRefusalSaysTheNameAndTheRule() {
    InvalidPathException e =
        assertThrows(InvalidPathException.class, () -> store.createAtomic("a/../b"));
    assertTrue(e.getMessage().contains("a/../b"), e.getMessage());
    assertTrue(e.getMessage().contains("leave the root"), e.getMessage());
  }

  /** Skips the test where the file system at hand cannot hold the name. */
  void assumeHolds(String name) {}

  private void assertNameIsKept(String segment) throws IOException {
    String name = segment + "/" + segment;
    commit(name, "atomic");
    assertEquals(List.of(segment), names(""));
    assertEquals(List.of(name), names(segment));
    assertEquals("atomic", read(name));
    assertFalse(store.createExclusive(name, bytes("exclusive")));
    if (!hasObjects()) {
      try (LogFile log = store.appendLog(name)) {
        log.write(bytes(" and log"));
      }
      store.rename(name, "plain");
      store.rename("plain", name);
      assertEquals("atomic and log", read(name));
    }
    assertTrue(store.delete(name));
    assertTrue(store.createExclusive(name, bytes("exclusive")));
    assertTrue(store.delete(segment));
    assertEquals(Optional.empty(), store.status(segment));
  }

  private void assertRefusedAsNew(String name) {
    assertThrows(InvalidPathException.class, () -> store.createAtomic(name));
    assertThrows(InvalidPathException.class, () -> store.createExclusive(name, bytes("y")));
    assertThrows(InvalidPathException.class, () -> store.appendLog(name));
    assertThrows(InvalidPathException.class, () -> store.rename("a", name));
  }

  void commit(String name, String content) throws IOException {
    try (AtomicFile file = store.createAtomic(name)) {
      file.write(bytes(content));
      file.commit();
    }
  }

  String read(String name) throws IOException {
    return read(name, 0);
  }

  String read(String name, long offset) throws IOException {
    try (InputStream in = store.open(name, offset)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  List<String> names(String directory) throws IOException {
    return store.list(directory).stream().map(FileEntry::name).toList();
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private interface Task<T> {
    T run(int thread) throws Exception;
  }

  private static <T> List<T> inParallel(int threads, Task<T> task) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<T>> calls = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int number = thread;
        calls.add(() -> task.run(number));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : pool.invokeAll(calls, 120, TimeUnit.SECONDS)) {
        results.add(future.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }
}
