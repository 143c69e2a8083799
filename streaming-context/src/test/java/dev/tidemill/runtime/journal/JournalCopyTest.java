package dev.tidemill.runtime.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.DiskCrashedException;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.MemoryDisk;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies of a journal, also of one that is written meanwhile, also such that a crash cut off. */
class JournalCopyTest {
  private final FaultyStore source = new FaultyStore(new MemoryDisk().store("from"));
  private final MemoryDisk disk = new MemoryDisk();
  private final List<String> written = new ArrayList<>();
  private JournalWriter writer;

  @BeforeEach
  void write() throws IOException {
    writer = JournalWriter.begin(source, 1, Optional.empty(), List.of(), 0, JournalLimits.DEFAULT);
    append("a");
    roll();
    append("b");
    append("c");
  }

  private void append(String text) throws IOException {
    writer.append(entry(text));
    writer.sync();
    written.add(text);
  }

  private static JournalEntry entry(String text) {
    return new JournalEntry((byte) 1, 0, text.getBytes(UTF_8));
  }

  /** The base stands for all that was appended. */
  private void roll() throws IOException {
    List<JournalEntry> base = written.stream().map(JournalCopyTest::entry).toList();
    writer.roll(base, 1, Runnable::run); // logs stay, older bases go
    append("after roll " + written.size());
  }

  private static List<String> read(FileStore store) throws IOException {
    JournalReader reader = JournalReader.open(store).orElseThrow();
    List<String> texts = new ArrayList<>();
    reader.base().forEach(entry -> texts.add(new String(entry.payload(), UTF_8)));
    reader.forEachAfterBase(entry -> texts.add(new String(entry.payload(), UTF_8)));
    return texts;
  }

  @Test
  void aCopyHasAllThatWasDurable() throws IOException {
    FileStore target = disk.store("to");
    assertEquals(JournalDirectory.files(source).size(), JournalCopy.copy(source, target));
    assertEquals(written, read(target));
    assertThrows(FileAlreadyExistsException.class, () -> JournalCopy.copy(source, target));
  }

  @Test
  void ofNothingNothingIsCopied() throws IOException {
    assertEquals(0, JournalCopy.copy(disk.store("nothing"), disk.store("to")));
    assertTrue(JournalReader.open(disk.store("to")).isEmpty());
  }

  @Test
  void aDriverMayWriteAndDropFilesMeanwhile() throws IOException {
    int[] rolls = {4};
    List<String> before = List.copyOf(written);
    source.failBefore =
        what -> {
          if (what.startsWith("open ") && rolls[0] > 0) {
            rolls[0]--;
            rollUnchecked();
          }
          return false;
        };
    FileStore target = disk.store("to");
    JournalCopy.copy(source, target);
    List<String> copied = read(target);
    assertEquals(0, rolls[0]);
    assertTrue(copied.size() >= before.size(), copied::toString);
    assertEquals(written.subList(0, copied.size()), copied);
  }

  @Test
  void aDriverThatDropsFilesAllTheTimeIsSaidSo() {
    source.failBefore =
        what -> {
          if (what.startsWith("open ")) {
            rollUnchecked();
          }
          return false;
        };
    IOException refused =
        assertThrows(IOException.class, () -> JournalCopy.copy(source, disk.store("to")));
    assertTrue(refused.getMessage().contains("stop it"), refused.getMessage());
  }

  private void rollUnchecked() {
    try {
      roll();
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void aCopyThatACrashCutOffIsNoJournal() throws IOException {
    long begin = disk.operations();
    JournalCopy.copy(source, disk.store("whole"));
    long operations = disk.operations() - begin;
    assertTrue(operations > 1, "there are " + operations);
    int crashes = 0;
    for (MemoryDisk.CrashPoint point : MemoryDisk.CrashPoint.values()) {
      for (long operation = 1; operation <= operations; operation++) {
        MemoryDisk crashing = new MemoryDisk();
        crashing.crashAt(operation, point, operation);
        try {
          JournalCopy.copy(source, crashing.store("to"));
        } catch (DiskCrashedException crashed) {
          crashes++;
        }
        requireAllOrNone(crashing.store("to"), operation);
      }
    }
    assertTrue(crashes > operations, "there were " + crashes);
  }

  private void requireAllOrNone(FileStore store, long operation) throws IOException {
    if (JournalDirectory.files(store).isEmpty()) {
      return;
    }
    boolean hasBase =
        JournalDirectory.files(store).stream()
            .anyMatch(file -> file.kind() == JournalFile.Kind.BASE);
    if (hasBase) {
      assertEquals(written, read(store), () -> "crash at operation " + operation);
    } else {
      assertThrows(JournalException.class, () -> JournalReader.open(store));
    }
  }

  @Test
  void anEditOfTheBaseIsThereOrNot() throws Exception {
    JournalCopy.copy(source, disk.store("to"));
    List<String> edited = new ArrayList<>(written);
    edited.set(0, "A");
    FileStore store = disk.store("to");
    try (DriverLease lease = DriverLease.acquire(store, LeaseOptions.of(false))) {
      BaseEdit.apply(
          store,
          lease,
          entry -> new String(entry.payload(), UTF_8).equals("a") ? entry("A") : entry);
    }
    assertEquals(edited, read(store));
  }
}
