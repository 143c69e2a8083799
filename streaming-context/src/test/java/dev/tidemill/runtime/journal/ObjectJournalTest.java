package dev.tidemill.runtime.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.file.MemoryDisk;
import dev.tidemill.hadooptest.ObjectFileSystem;
import dev.tidemill.hadooptest.ObjectFileSystem.Bucket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On a file system of Hadoop that writes files whole, where each sync is a file. */
class ObjectJournalTest extends JournalStoreContract {

  private static final LeaseOwner ELSEWHERE =
      new LeaseOwner("elsewhere", "another machine", 77, 5, "2026-11-27T00:00:00Z");

  private final Bucket bucket = ObjectFileSystem.bucket(new MemoryDisk().store("x"));

  @Override
  FileStore openFreshStore() throws IOException {
    return openAgain();
  }

  @Override
  FileStore openAgain() throws IOException {
    return FileStores.open(bucket.uri() + "/jobs/a", ObjectFileSystem.settings());
  }

  @Test
  void aSyncIsOneUploadAndOneQuestionAndNoListing() throws Exception {
    DriverLease lease = DriverLease.acquire(store, options(false));
    JournalWriter writer = begin(lease.epoch(), Optional.empty(), 0);
    bucket.calls().clear();
    for (int i = 0; i < 10; i++) {
      append(writer, "a" + i, "b" + i);
      writer.sync();
    }
    assertEquals(10, bucket.count("put"));
    assertEquals(10, bucket.count("head"));
    assertEquals(30, bucket.calls().size(), bucket.calls().toString());
    assertEquals(new JournalCounts(10, writer.counts().bytes(), 10, 1), writer.counts());
    writer.close();
    lease.close();
  }

  @Test
  void aJournalIsReadByOneRequestForEachFile() throws IOException {
    JournalWriter writer = begin(1, Optional.empty(), 0);
    for (int i = 0; i < 10; i++) {
      append(writer, "a" + i);
      writer.sync();
    }
    writer.close();
    bucket.calls().clear();
    JournalReader reader = JournalReader.open(openAgain()).orElseThrow();
    assertEquals(10, after(reader).size());
    assertEquals(10, kept(reader).size());
    assertEquals(1, bucket.count("list"));
    assertEquals(10 + 2, bucket.count("get"), "groups, and a base for its header and its groups");
  }

  @Test
  void aHundredFilesAreEnoughToWantARoll() throws IOException {
    JournalWriter writer = begin(1, Optional.empty(), 0);
    for (int i = 0; i < 100; i++) {
      assertFalse(writer.wantsRoll());
      append(writer, "a" + i);
      writer.sync();
    }
    assertTrue(writer.wantsRoll());
    writer.roll(List.of(entry("all")), writer.nextSegment(), Runnable::run).join();
    assertFalse(writer.wantsRoll());
    append(writer, "last");
    writer.close();
    assertEquals(2, store.list("journal").size());
    JournalReader reader = JournalReader.open(openAgain()).orElseThrow();
    assertEquals(List.of("all"), texts(reader.base()));
    assertEquals(List.of("last"), after(reader));
    assertEquals(List.of("last"), kept(reader));
  }

  @Test
  void whatIsAppendedBehindARollIsKeptByTheSegmentThatItWasToldOf() throws IOException {
    JournalWriter writer = begin(1, Optional.empty(), 0);
    append(writer, "before");
    writer.sync();
    long keepFrom = writer.nextSegment();
    writer.roll(List.of(), keepFrom, Runnable::run).join();
    append(writer, "behind");
    writer.sync();
    writer.roll(List.of(entry("all")), keepFrom, Runnable::run).join();
    writer.close();
    assertEquals(List.of("behind"), kept(JournalReader.open(openAgain()).orElseThrow()));
  }

  @Test
  void aDriverThatWasTakenOverIsToldByItsNextSync() throws Exception {
    DriverLease older = DriverLease.acquire(store, options(false), ELSEWHERE);
    JournalWriter zombie = begin(older.epoch(), Optional.empty(), 0);
    append(zombie, "a");
    zombie.sync();
    time.stopTicking();
    DriverLease newer = DriverLease.acquire(openAgain(), options(false));
    append(zombie, "b");
    assertInstanceOf(LeaseLostException.class, assertThrows(IOException.class, zombie::sync));
    assertThrows(LeaseLostException.class, older::requireHeld);
    // Written before the newer driver has listed the files: nobody was told, and yet it is there.
    JournalReader reader = JournalReader.open(openAgain()).orElseThrow();
    assertEquals(List.of("a", "b"), after(reader));
    JournalWriter writer = begin(newer.epoch(), Optional.of(reader.end()), 0, "a b");
    append(writer, "c");
    writer.close();
    assertEquals(List.of("a", "b", "c"), kept(JournalReader.open(openAgain()).orElseThrow()));
    newer.close();
  }

  @Test
  void twoDriversOfOneEpochCannotBothGoOn() throws IOException {
    JournalWriter one = begin(1, Optional.empty(), 0);
    FileStore hidden = FaultyStore.ofObjects(new MemoryDisk().store("x"));
    JournalWriter other =
        JournalWriter.begin(hidden, 1, Optional.empty(), List.of(), 0, JournalLimits.DEFAULT);
    append(one, "one");
    one.sync();
    append(other, "other");
    other.sync();
    JournalFile file = new JournalFile(JournalFile.Kind.GROUP, 1, 1);
    byte[] others = hidden.open(file.name(), 0).readAllBytes();
    assertFalse(GroupFile.holds(store, file, others));
    GroupOutput second = new GroupOutput(store, 1);
    JournalException e =
        assertThrows(
            JournalException.class, () -> second.write(1, new EntryGroup(1, List.of(entry("x")))));
    assertTrue(e.getMessage().contains("two drivers write with epoch 1"), e.getMessage());
    assertEquals(List.of("one"), after(JournalReader.open(openAgain()).orElseThrow()));
  }

  @Test
  void aDriverKnowsItsOwnFileAgainWhenTheAnswerToItsUploadWasLost() throws IOException {
    begin(1, Optional.empty(), 0).close();
    EntryGroup group = new EntryGroup(1, List.of(entry("a")));
    new GroupOutput(store, 1).write(1, group);
    assertTrue(new GroupOutput(store, 1).write(1, group) > 0);
    assertEquals(List.of("a"), after(JournalReader.open(openAgain()).orElseThrow()));
  }

  @Test
  void aMissingFileInTheMiddleIsRefusedByName() throws IOException {
    writeThree();
    store.delete(nameOf(2));
    JournalException e =
        assertThrows(JournalException.class, () -> JournalReader.open(openAgain()));
    assertTrue(e.getMessage().contains(nameOf(1)), e.getMessage());
    assertTrue(e.getMessage().contains("entry number 2 is missing"), e.getMessage());
  }

  @Test
  void whateverIsChangedInAFileOrCutIsRefused() throws IOException {
    writeThree();
    JournalImage image = JournalImage.of(store);
    int refused = 0;
    for (FileEntry file : store.list("journal")) {
      byte[] bytes = image.files().get(file.name());
      for (int at = 0; at < bytes.length; at++) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 1;
        requireRefused(image.with(file.name(), flipped), file.name() + " at " + at);
        byte[] cut = Arrays.copyOf(bytes, at);
        requireRefused(image.with(file.name(), cut), file.name() + " cut at " + at);
        refused++;
      }
      byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
      requireRefused(image.with(file.name(), longer), file.name() + " longer");
    }
    assertTrue(refused > 300, "refused: " + refused);
  }

  @Test
  void aJournalThatIsBeingSetAsideInACrashIsWholeOrRefused() throws IOException {
    for (int operation = 1; ; operation++) {
      MemoryDisk disk = new MemoryDisk();
      FileStore whole = FaultyStore.ofObjects(disk.store("x"));
      write(whole);
      JournalImage before = JournalImage.of(whole);
      disk.crashAt(disk.operations() + operation, MemoryDisk.CrashPoint.AFTER, operation);
      try {
        JournalDirectory.setAside(whole);
        disk.store("x").status("x");
        assertTrue(operation > 8, "operations: " + operation);
        return;
      } catch (IOException crashed) {
        FileStore left = FaultyStore.ofObjects(disk.store("x"));
        try {
          Optional<JournalReader> reader = JournalReader.open(left);
          assertTrue(
              reader.isEmpty() || after(reader.get()).equals(List.of("a", "b", "c")),
              "operation " + operation);
        } catch (JournalException refused) {
          assertTrue(operation > 4, "only when all was copied: " + refused.getMessage());
        }
        assertTrue(JournalImage.of(left).files().size() >= before.files().size());
      }
    }
  }

  private void writeThree() throws IOException {
    write(store);
  }

  private static void write(FileStore store) throws IOException {
    JournalWriter writer =
        JournalWriter.begin(
            store, 1, Optional.empty(), List.of(entry("base")), 0, JournalLimits.DEFAULT);
    for (String text : List.of("a", "b", "c")) {
      append(writer, text);
      writer.sync();
    }
    writer.close();
  }

  private static String nameOf(long number) {
    return new JournalFile(JournalFile.Kind.GROUP, 1, number).name();
  }

  private static void requireRefused(JournalImage image, String what) throws IOException {
    List<JournalEntry> entries = new ArrayList<>();
    FileStore store = image.open();
    JournalException e =
        assertThrows(
            JournalException.class,
            () -> JournalReader.open(store).orElseThrow().forEachAfterBase(entries::add),
            what);
    assertTrue(e.getMessage().contains("journal/segment-"), what + ": " + e.getMessage());
  }
}
