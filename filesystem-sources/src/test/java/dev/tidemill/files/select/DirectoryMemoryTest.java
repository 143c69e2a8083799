package dev.tidemill.files.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.FileEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryMemoryTest {
  private static final long NOON = 1_700_000_000_000L;

  private DirectoryMemory memory = DirectoryMemory.empty();

  private static FileEntry file(String name) {
    return file(name, 10, NOON);
  }

  private static FileEntry file(String name, long length, long modifiedMs) {
    return new FileEntry(name, false, length, modifiedMs);
  }

  private static FileEntry directory(String name) {
    return new FileEntry(name, true, 0, NOON);
  }

  private Selection list(FileEntry... listing) {
    Selection selection = memory.select(List.of(listing));
    memory = selection.memory();
    return selection;
  }

  private List<String> take(FileEntry... listing) {
    return list(listing).taken().stream().map(FileEntry::name).toList();
  }

  private void createdOn(FileEntry... listing) {
    memory = DirectoryMemory.atCreation(List.of(listing));
  }

  @Test
  void aFileThatWasThereAtCreationIsNotTaken() {
    createdOn(file("old"));
    Selection selection = list(file("old"), file("young"));
    assertEquals(List.of(file("young")), selection.taken());
    assertEquals(1, selection.count(Reason.THERE_AT_CREATION));
  }

  @Test
  void aFileThatWasThereAtCreationIsTakenOnceItsContentIsNew() {
    createdOn(file("a", 10, NOON));
    assertEquals(List.of("a"), take(file("a", 20, NOON + 1)));
    assertEquals(List.of(), take(file("a", 20, NOON + 1)));
  }

  @Test
  void aFileThatWasThereAtCreationIsNewAfterItWasGone() {
    createdOn(file("a"));
    assertEquals(List.of(), take());
    assertEquals(List.of("a"), take(file("a")));
  }

  @Test
  void aFileInTheMakingAtCreationIsTakenUnderItsFinalName() {
    createdOn(file("_a"), file("b.tmp"));
    assertEquals(List.of("a", "b"), take(file("a"), file("b")));
  }

  @Test
  void aFileIsTakenOnce() {
    assertEquals(List.of("a"), take(file("a")));
    Selection again = list(file("a"));
    assertEquals(List.of(), again.taken());
    assertEquals(1, again.count(Reason.TAKEN_BEFORE));
  }

  @Test
  void everyFileOfADirectoryThatAppearsIsTakenInTheOrderOfTheListing() {
    assertEquals(List.of("a", "b", "c"), take(file("a"), file("b"), file("c")));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 1, NOON, Long.MAX_VALUE, Long.MIN_VALUE})
  void theModificationTimeDoesNotDecideWhetherAFileIsTaken(long modifiedMs) {
    assertEquals(List.of("a"), take(file("a", 10, modifiedMs)));
  }

  @Test
  void anEmptyFileIsTaken() {
    assertEquals(List.of("a"), take(file("a", 0, NOON)));
  }

  @ParameterizedTest
  @ValueSource(strings = {".a", "_a", "a._COPYING_", "a.tmp", ".", "_", ".tmp", "_SUCCESS"})
  void aNameOfAFileInTheMakingIsNotTaken(String name) {
    Selection selection = list(file(name));
    assertEquals(List.of(), selection.taken());
    assertEquals(Map.of(Reason.IN_THE_MAKING, new PassedOver(1, name)), selection.passedOver());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a_", "a.", "tmp", "a.tmpx", "a.TMP", "a._copying_"})
  void aNameThatOnlyLooksLikeOneInTheMakingIsTaken(String name) {
    assertEquals(List.of(name), take(file(name)));
  }

  @Test
  void aFileInTheMakingIsTakenOnceItIsRenamed() {
    take(file("a.csv._COPYING_"));
    assertEquals(List.of("a.csv"), take(file("a.csv")));
  }

  @Test
  void aNameThatIsIgnoredIsNotRemembered() {
    list(file("_a"), directory("d"));
    assertEquals(0, memory.size());
  }

  @Test
  void aFileThatBecomesIgnoredAndComesBackIsNew() {
    take(file("a"));
    take(file("_a"));
    assertEquals(List.of("a"), take(file("a")));
  }

  @Test
  void aSubDirectoryIsCountedAndNotTaken() {
    Selection selection = list(directory("2024"), directory("2025"), file("a"));
    assertEquals(List.of(file("a")), selection.taken());
    assertEquals(new PassedOver(2, "2024"), selection.passedOver().get(Reason.DIRECTORY));
  }

  @Test
  void aSubDirectoryThatLooksHiddenCountsAsADirectory() {
    assertEquals(1, list(directory("_temporary")).count(Reason.DIRECTORY));
  }

  @Test
  void aNameThatCouldNotBeDecodedIsNotTaken() {
    Selection selection = list(file("caf\uFFFD"));
    assertEquals(List.of(), selection.taken());
    assertEquals(1, selection.count(Reason.NAME_NOT_TEXT));
  }

  @Test
  void aFileThatGrewAfterItWasTakenIsReportedAndNotTakenAgain() {
    take(file("a", 10, NOON));
    Selection selection = list(file("a", 30, NOON));
    assertEquals(List.of(), selection.taken());
    assertEquals(List.of(new Change(file("a", 30, NOON), 10, true)), selection.changes());
    assertEquals(1, selection.count(Reason.CHANGED_AFTER_TAKEN));
  }

  @Test
  void aFileWithANewTimeOnlyIsReportedToo() {
    take(file("a", 10, NOON));
    assertEquals(1, list(file("a", 10, NOON - 1)).changes().size());
  }

  @Test
  void aChangeIsReportedOnceAndTheNextOneIsNotTheFirst() {
    take(file("a", 10, NOON));
    list(file("a", 20, NOON));
    Selection same = list(file("a", 20, NOON));
    assertEquals(List.of(), same.changes());
    assertEquals(1, same.count(Reason.CHANGED_AFTER_TAKEN));
    Selection next = list(file("a", 30, NOON));
    assertFalse(next.changes().get(0).first());
    assertEquals(20, next.changes().get(0).lengthBefore());
  }

  @Test
  void aFileThatChangesBackStaysChanged() {
    take(file("a", 10, NOON));
    list(file("a", 20, NOON));
    Selection back = list(file("a", 10, NOON));
    assertEquals(List.of(), back.taken());
    assertEquals(1, back.count(Reason.CHANGED_AFTER_TAKEN));
  }

  @Test
  void aNameThatVanishedAndAppearsAgainIsNew() {
    take(file("a"));
    take();
    assertEquals(List.of("a"), take(file("a")));
  }

  @Test
  void aChangedFileThatVanishedAndAppearsAgainIsNew() {
    take(file("a", 10, NOON));
    take(file("a", 20, NOON));
    take();
    assertEquals(List.of("a"), take(file("a", 20, NOON)));
  }

  @Test
  void aNameThatTurnsIntoADirectoryAndBackIsNew() {
    take(file("a"));
    take(directory("a"));
    assertEquals(List.of("a"), take(file("a")));
  }

  @Test
  void namesThatAreGoneAreForgotten() {
    for (int i = 0; i < 1000; i++) {
      take(file("a" + i), file("b" + i));
    }
    assertEquals(2, memory.size());
    take();
    assertEquals(0, memory.size());
  }

  @Test
  void aListingThatIsNotUsedLeavesNoTrace() {
    memory.select(List.of(file("a")));
    assertEquals(List.of("a"), take(file("a")));
  }

  @Test
  void everyEntryIsTakenOrHasAReason() {
    createdOn(file("old"));
    take(file("old"), file("changed", 1, NOON), file("same"));
    Selection selection =
        list(
            file("old"),
            file("changed", 2, NOON),
            file("same"),
            file("new"),
            file("_x"),
            directory("d"),
            file("\uFFFD"));
    int reasons = selection.passedOver().values().stream().mapToInt(PassedOver::count).sum();
    assertEquals(7, selection.taken().size() + reasons);
    assertTrue(selection.passedOver().keySet().containsAll(List.of(Reason.values())));
  }
}
