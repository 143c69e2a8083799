package dev.tidemill.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.input.TextFiles;
import dev.tidemill.dstream.source.Allocation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectorySourceTest {
  @TempDir Path temp;
  private Path directory;
  private FailingStore store;
  private final Lines lines = new Lines();
  private final LogLines log = new LogLines();

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Files.createDirectory(temp.resolve("in"));
    store = new FailingStore(FileStores.open(directory.toString()));
  }

  @AfterEach
  void stop() {
    log.close();
    lines.close();
  }

  private DirectorySource<String> source() throws IOException {
    DirectorySource<String> source =
        DirectorySource.of(store, files -> TextFiles.of(store, files, 2, Lines.rules()));
    source.start(Lines.sourceContext());
    return source;
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(directory.resolve(name), content);
  }

  @Test
  void filesAreReadInTheOrderOfTheirNames() throws Exception {
    DirectorySource<String> source = source();
    write("b", "3\n4");
    write("a", "1\n2\n");
    assertEquals(List.of("1", "2", "3", "4"), lines.next(source, 1));
  }

  @Test
  void aCompressedFileIsReadAsWhatItWas() throws Exception {
    DirectorySource<String> source = source();
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(directory.resolve("b.gz")))) {
      out.write("2\n3\n".getBytes(StandardCharsets.UTF_8));
    }
    write("a", "1");
    write("c", "4");
    assertEquals(List.of("1", "2", "3", "4"), lines.next(source, 1));
  }

  @Test
  void eachFileIsInTheFirstBatchAfterItAppeared() throws Exception {
    DirectorySource<String> source = source();
    write("a", "1");
    source.allocate(Lines.time(1));
    write("b", "2");
    source.allocate(Lines.time(2));
    assertEquals(List.of("1"), lines.of(source, Lines.time(1)));
    assertEquals(List.of("2"), lines.of(source, Lines.time(2)));
    assertEquals(List.of(), lines.next(source, 3));
  }

  @Test
  void aBatchWithoutANewFileHasADatasetWithoutPartitions() throws Exception {
    DirectorySource<String> source = source();
    source.allocate(Lines.time(1));
    assertEquals(0, source.plan(Lines.time(1)).orElseThrow().partitionCount());
  }

  @Test
  void askingAgainForABatchGivesTheSameThoughMoreHasCome() throws Exception {
    DirectorySource<String> source = source();
    write("a", "1");
    Allocation first = source.allocate(Lines.time(1));
    write("b", "2");
    assertEquals(first, source.allocate(Lines.time(1)));
    assertEquals(List.of("1"), lines.of(source, Lines.time(1)));
    assertSame(source.plan(Lines.time(1)).get(), source.plan(Lines.time(1)).get());
    assertEquals(List.of("2"), lines.next(source, 2));
  }

  @Test
  void whatWasThereAtCreationIsNotTakenAndOneLineSaysSo() throws Exception {
    write("a", "1");
    write("b", "2");
    DirectorySource<String> source = source();
    assertEquals(List.of(), lines.next(source, 1));
    assertEquals(List.of(), lines.next(source, 2));
    assertEquals(1, log.all().size(), log.all().toString());
    assertEquals(1, log.containing("2 files were already there").size());
  }

  @Test
  void aFileThatComesBetweenCreationAndStartIsTaken() throws Exception {
    DirectorySource<String> source =
        DirectorySource.of(store, files -> TextFiles.of(store, files, 2, Lines.rules()));
    write("a", "1");
    source.start(Lines.sourceContext());
    assertEquals(List.of("1"), lines.next(source, 1));
  }

  @Test
  void aFileMovedInWithAnOldTimeIsTaken() throws Exception {
    DirectorySource<String> source = source();
    Path elsewhere = Files.writeString(temp.resolve("a"), "1");
    Files.setLastModifiedTime(elsewhere, FileTime.fromMillis(86_400_000));
    Files.move(elsewhere, directory.resolve("a"), StandardCopyOption.ATOMIC_MOVE);
    assertEquals(List.of("1"), lines.next(source, 1));
  }

  @Test
  void aFileWithATimeInTheFutureIsTakenNow() throws Exception {
    DirectorySource<String> source = source();
    write("a", "1");
    Files.setLastModifiedTime(directory.resolve("a"), FileTime.fromMillis(4_102_444_800_000L));
    assertEquals(List.of("1"), lines.next(source, 1));
  }

  @Test
  void aFileInTheMakingIsTakenUnderItsFinalNameAndOneLineNamesIt() throws Exception {
    DirectorySource<String> source = source();
    write("a._COPYING_", "1\n2");
    write("b", "3");
    assertEquals(List.of("3"), lines.next(source, 1));
    assertEquals(List.of(), lines.next(source, 2));
    assertEquals(1, log.containing("'a._COPYING_' is not taken while").size());
    Files.move(directory.resolve("a._COPYING_"), directory.resolve("a"));
    assertEquals(List.of("1", "2"), lines.next(source, 3));
  }

  @Test
  void aLineIsSaidAgainOnlyWhenThereAreTwiceAsMany() throws Exception {
    DirectorySource<String> source = source();
    for (int i = 1; i <= 64; i++) {
      write("_" + i, "");
      source.allocate(Lines.time(i));
    }
    assertEquals(7, log.containing("rename it when it is whole").size());
    assertEquals(1, log.containing("(one of 64)").size());
  }

  @Test
  void subDirectoriesAreNotTakenAndOneLineSaysSo() throws Exception {
    DirectorySource<String> source = source();
    Files.writeString(Files.createDirectory(directory.resolve("sub")).resolve("a"), "1");
    assertEquals(List.of(), lines.next(source, 1));
    assertEquals(List.of(), lines.next(source, 2));
    assertEquals(1, log.containing("'sub' is not taken, only files").size());
  }

  @Test
  void aFileThatGrowsIsReadAsFarAsItWasWhenChosen() throws Exception {
    DirectorySource<String> source = source();
    write("a", "1\n2\n");
    source.allocate(Lines.time(1));
    write("a", "1\n2\n3\n");
    assertEquals(List.of("1", "2"), lines.of(source, Lines.time(1)));
  }

  @Test
  void aFileThatChangedAfterItWasTakenIsNamedOnceCountedAndNotReadAgain() throws Exception {
    DirectorySource<String> source = source();
    write("a", "1\n");
    lines.next(source, 1);
    write("a", "1\n2\n");
    Allocation changed = source.allocate(Lines.time(2));
    assertEquals("0 files; 1 changed after being taken", changed.description());
    assertEquals(List.of(), lines.of(source, Lines.time(2)));
    write("a", "1\n2\n3\n");
    assertEquals(List.of(), lines.next(source, 3));
    assertEquals(List.of(), lines.next(source, 4));
    assertEquals(1, log.all().size(), log.all().toString());
    assertEquals(1, log.containing("'a' (2 bytes, now 4); write new content under a new").size());
  }

  @Test
  void aLineAboutManyChangedFilesIsBounded() throws Exception {
    DirectorySource<String> source = source();
    for (int i = 0; i < 30; i++) {
      write("a" + i, "1");
    }
    source.allocate(Lines.time(1));
    for (int i = 0; i < 30; i++) {
      write("a" + i, "22");
    }
    source.allocate(Lines.time(2));
    assertEquals(1, log.containing("and 20 more").size());
  }

  @Test
  void aNameThatWasGoneIsTakenAgain() throws Exception {
    DirectorySource<String> source = source();
    write("a", "1");
    lines.next(source, 1);
    Files.delete(directory.resolve("a"));
    lines.next(source, 2);
    write("a", "2");
    assertEquals(List.of("2"), lines.next(source, 3));
  }

  @Test
  void aDirectoryThatAppearsLaterIsPickedUpWithAllItsFiles() throws Exception {
    Files.delete(directory);
    DirectorySource<String> source = source();
    assertEquals(List.of(), lines.next(source, 1));
    assertEquals(List.of(), lines.next(source, 2));
    Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("a"), "1");
    Files.move(elsewhere, directory);
    assertEquals(List.of("1"), lines.next(source, 3));
    assertEquals(List.of(), lines.next(source, 4));
    assertEquals(2, log.all().size(), log.all().toString());
    assertEquals(1, log.containing("does not exist; it is picked up when it appears").size());
    assertEquals(1, log.containing("has appeared").size());
  }

  @Test
  void aDirectoryThatVanishesGivesEmptyBatchesAndItsFilesAreNewWhenItIsBack() throws Exception {
    DirectorySource<String> source = source();
    write("a", "1");
    lines.next(source, 1);
    Path away = Files.move(directory, temp.resolve("away"));
    assertEquals(List.of(), lines.next(source, 2));
    assertEquals(List.of(), lines.next(source, 3));
    assertEquals(1, log.containing("is gone; if it appears again").size());
    Files.move(away, directory);
    assertEquals(List.of("1"), lines.next(source, 4));
  }

  @Test
  void aListingThatFailsFailsTheBatchAndLosesNoFile() throws Exception {
    DirectorySource<String> source = source();
    write("a", "1");
    store.failure = new IOException("no route to the disk");
    IOException failed = assertThrows(IOException.class, () -> source.allocate(Lines.time(1)));
    assertTrue(failed.getMessage().contains("no route to the disk"), failed.getMessage());
    assertTrue(failed.getMessage().contains("batch 1000 ms"), failed.getMessage());
    assertTrue(failed.getMessage().contains(directory.toString()), failed.getMessage());
    assertThrows(IllegalStateException.class, () -> source.plan(Lines.time(1)));
    store.failure = null;
    assertEquals(List.of("1"), lines.next(source, 2));
  }

  @Test
  void aBatchWhoseListingFailedMayBeAllocatedAgain() throws Exception {
    DirectorySource<String> source = source();
    write("a", "1");
    store.failure = new IOException("once");
    assertThrows(IOException.class, () -> source.allocate(Lines.time(1)));
    store.failure = null;
    assertEquals(List.of("1"), lines.next(source, 1));
  }

  @Test
  void aDirectoryThatBecomesAFileFailsTheBatch() throws Exception {
    DirectorySource<String> source = source();
    Files.delete(directory);
    Files.writeString(directory, "");
    IOException failed = assertThrows(IOException.class, () -> source.allocate(Lines.time(1)));
    assertTrue(failed.getCause() instanceof NotDirectoryException, failed.toString());
  }

  @Test
  void aFileThatIsGoneBeforeItIsReadFailsTheTaskAndIsNamed() throws Exception {
    DirectorySource<String> source = source();
    write("gone.txt", "1");
    source.allocate(Lines.time(1));
    Files.delete(directory.resolve("gone.txt"));
    assertFailure(source, "gone.txt", "is gone since it was chosen");
  }

  @Test
  void aFileThatShrankBeforeItIsReadFailsTheTaskAndIsNamed() throws Exception {
    DirectorySource<String> source = source();
    write("short.txt", "1\n2\n3\n");
    source.allocate(Lines.time(1));
    write("short.txt", "1\n");
    assertFailure(source, "short.txt", "ends at byte 2; it had 6 bytes when it was chosen");
  }

  private void assertFailure(DirectorySource<String> source, String... parts) {
    Exception failed = assertThrows(Exception.class, () -> lines.of(source, Lines.time(1)));
    StringBuilder chain = new StringBuilder();
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      chain.append(cause).append('\n');
    }
    for (String part : parts) {
      assertTrue(chain.toString().contains(part), chain.toString());
    }
  }

  @Test
  void aBatchCostsOneListingAndNoCallForASingleFile() throws Exception {
    DirectorySource<String> source = source();
    for (int i = 0; i < 100; i++) {
      write("a" + i, "1");
    }
    store.calls.clear();
    source.allocate(Lines.time(1));
    source.allocate(Lines.time(1));
    source.plan(Lines.time(1)).orElseThrow().partitionCount();
    assertEquals(List.of("list"), store.calls);
  }

  @Test
  void manySmallFilesShareAPartition() throws Exception {
    DirectorySource<String> source = source();
    for (int i = 0; i < 10; i++) {
      write("a" + i, i + "\n");
    }
    source.allocate(Lines.time(1));
    assertEquals(1, source.plan(Lines.time(1)).orElseThrow().partitionCount());
    assertEquals(
        List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), lines.of(source, Lines.time(1)));
  }

  @Test
  void aLargeFileAmongSmallOnesIsCutAndKeepsItsPlace() throws Exception {
    DirectorySource<String> source = source();
    StringBuilder large = new StringBuilder();
    for (int i = 0; i < 400_000; i++) {
      large.append("line ").append(i).append('\n');
    }
    write("a", "first");
    write("b", large.toString());
    write("c", "last");
    write("empty", "");
    List<String> read = lines.next(source, 1);
    assertTrue(source.plan(Lines.time(1)).orElseThrow().partitionCount() >= 4);
    assertEquals(400_002, read.size());
    assertEquals("first", read.get(0));
    assertEquals("line 0", read.get(1));
    assertEquals("line 399999", read.get(400_000));
    assertEquals("last", read.get(400_001));
  }

  @Test
  void theDescriptionNamesTheFilesUpToABound() throws Exception {
    DirectorySource<String> source = source();
    assertEquals("0 files", source.allocate(Lines.time(1)).description());
    write("a.txt", "1");
    Allocation one = source.allocate(Lines.time(2));
    assertEquals("1 file: a.txt", one.description());
    assertEquals(Allocation.UNKNOWN, one.records());
    for (int i = 100; i < 1100; i++) {
      write("f" + i + "\n", "1");
    }
    String many = source.allocate(Lines.time(3)).description();
    assertTrue(many.startsWith("1000 files: f100\\n, f1000\\n, "), many);
    assertTrue(many.endsWith(", ..."), many);
    assertTrue(many.length() < 250, many);
  }

  @Test
  void theDescriptionCountsFilesThatWaitForAnotherName() throws Exception {
    DirectorySource<String> source = source();
    write("_a", "1");
    write("b.tmp", "1");
    write("c", "1");
    assertEquals("1 file: c; 2 not finished by name", source.allocate(Lines.time(1)).description());
    assertEquals("0 files; 2 not finished by name", source.allocate(Lines.time(2)).description());
  }

  @Test
  void aBatchThatIsDoneIsForgotten() throws Exception {
    DirectorySource<String> source = source();
    write("a", "1");
    source.allocate(Lines.time(1));
    source.allocate(Lines.time(2));
    source.done(Lines.time(1));
    assertThrows(IllegalStateException.class, () -> source.plan(Lines.time(1)));
    assertThrows(IllegalStateException.class, () -> source.allocate(Lines.time(1)));
    assertEquals(List.of(), lines.of(source, Lines.time(2)));
  }

  @Test
  void whatCameUntilTheStopIsAllocatedAndNothingThatCameLater() throws Exception {
    DirectorySource<String> source = source();
    write("a", "1");
    source.stop();
    write("b", "2");
    source.stop();
    assertEquals(List.of("1"), lines.next(source, 1));
    assertEquals(List.of(), lines.next(source, 2));
  }

  @Test
  void recordsAreCountedOncePartitionsHaveBeenReadToTheirEnd() throws Exception {
    DirectorySource<String> source = source();
    write("a", "1\n2\n");
    write("b", "3");
    source.allocate(Lines.time(1));
    assertEquals(0, source.recordsRead(Lines.time(1)));
    lines.of(source, Lines.time(1));
    assertEquals(3, source.recordsRead(Lines.time(1)));
    lines.of(source, Lines.time(1));
    assertEquals(3, source.recordsRead(Lines.time(1)));
    source.done(Lines.time(1));
    assertEquals(Allocation.UNKNOWN, source.recordsRead(Lines.time(1)));
  }

  @Test
  void aPartitionOfWhichATaskReadsOnlyTheBeginningIsNotCounted() throws Exception {
    DirectorySource<String> source = source();
    write("a", "1\n2\n");
    source.allocate(Lines.time(1));
    assertEquals(List.of("1"), lines.first(source, Lines.time(1)));
    assertEquals(0, source.recordsRead(Lines.time(1)));
  }

  @Test
  void listenersGetTheFullNamesOfTheFiles() throws Exception {
    DirectorySource<String> source = source();
    write("b", "3");
    write("a", "1");
    assertEquals(
        List.of(store.root() + "/a", store.root() + "/b"),
        source.allocate(Lines.time(1)).metadata().get("files"));
    assertEquals(List.of(), source.allocate(Lines.time(2)).metadata().get("files"));
  }

  @Test
  void stoppingASourceThatWasNotStartedDoesNothing() throws Exception {
    DirectorySource<String> source =
        DirectorySource.of(store, files -> TextFiles.of(store, files, 2, Lines.rules()));
    store.calls.clear();
    source.stop();
    assertEquals(List.of(), store.calls);
  }

  @Test
  void aStopWhoseListingFailsLeavesTheFilesToTheNextBatch() throws Exception {
    DirectorySource<String> source = source();
    write("a", "1");
    store.failure = new IOException("once");
    assertThrows(IOException.class, source::stop);
    store.failure = null;
    assertEquals(List.of("1"), lines.next(source, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " leading and trailing ",
        "100%20.txt",
        "a:b",
        "line\nbreak",
        "tab\tand\u0007bell",
        "größe-日本語-😀",
        "back\\slash",
        "*?[x]{y}",
        "'quoted'\"",
        "%s {}",
        "~",
        "-rf"
      })
  void aFileWithAnOddNameIsRead(String name) throws Exception {
    DirectorySource<String> source = source();
    write(name, "1");
    assertEquals(List.of("1"), lines.next(source, 1));
    assertEquals(List.of(), lines.next(source, 2));
  }

  @Test
  void aNameOf255BytesIsRead() throws Exception {
    DirectorySource<String> source = source();
    write("ü".repeat(127) + "x", "1");
    assertEquals(List.of("1"), lines.next(source, 1));
  }

  @Test
  void anUnderscoreNameHarmsNoOtherFileOfTheBatch() throws Exception {
    DirectorySource<String> source = source();
    write("_bad", "x");
    write("good", "1");
    assertEquals(List.of("1"), lines.next(source, 1));
  }

  @Test
  void aLinkToAFileIsReadAndADeadLinkOrALinkInACircleHarmsNothing() throws Exception {
    DirectorySource<String> source = source();
    Path target = Files.writeString(temp.resolve("target"), "1");
    Files.createSymbolicLink(directory.resolve("link"), target);
    Files.createSymbolicLink(directory.resolve("dead"), temp.resolve("nowhere"));
    Files.createSymbolicLink(directory.resolve("circle"), directory.resolve("circle"));
    Files.createSymbolicLink(directory.resolve("up"), temp);
    assertEquals(List.of("1"), lines.next(source, 1));
  }

  @Test
  void theDescriptionOfTheSourceNamesTheDirectory() throws Exception {
    assertEquals("files of " + directory, source().description());
  }
}
