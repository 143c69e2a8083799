package dev.tidemill.runtime.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.MemoryDisk;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is read of a journal that somebody has changed: a first part of what was appended, or a
 * refusal that names file and offset; never anything else.
 */
class JournalDamageTest {

  private final History history = new History();
  private JournalImage image;

  /** Two drivers, a roll each, an older segment that is kept, and a torn tail of the first. */
  @BeforeEach
  void writeAJournal() throws IOException {
    FileStore store = new MemoryDisk().store("x");
    JournalWriter first = begin(store, 1, Optional.empty());
    append(first, 3);
    history.keptFromSegment = first.segment();
    history.keptFrom = history.entries.size();
    append(first, 4);
    first.roll(history.base(), history.keptFromSegment, Runnable::run);
    append(first, 2);
    JournalReader reader = JournalReader.open(store).orElseThrow();
    JournalWriter second = begin(store, 2, Optional.of(reader.end()));
    append(second, 2);
    append(second, 3);
    second.roll(history.base(), history.keptFromSegment, Runnable::run);
    append(second, 2);
    append(second, 1);
    append(second, 2);
    second.close();
    image = JournalImage.of(store);
    assertEquals(5, image.files().size(), image.files().keySet().toString());
  }

  @Test
  void aJournalThatIsWholeGivesEverything() throws IOException {
    assertEquals(history.entries.size(), read(image, "whole"));
  }

  @Test
  void aFlippedByteLeavesAFirstPartOrIsRefused() throws IOException {
    int refused = 0;
    int cut = 0;
    for (String name : image.files().keySet()) {
      byte[] bytes = image.files().get(name);
      for (int at = 0; at < bytes.length; at++) {
        for (int flip : new int[] {1, 0x80, 0xff}) {
          byte[] changed = bytes.clone();
          changed[at] ^= (byte) flip;
          int count = read(image.with(name, changed), name + " at " + at + " flip " + flip);
          refused += count < 0 ? 1 : 0;
          cut += count >= 0 && count < history.entries.size() ? 1 : 0;
        }
      }
    }
    assertTrue(refused > 1_000, "refused: " + refused);
    assertTrue(cut > 50, "cut: " + cut);
  }

  @Test
  void everyLengthLeavesAFirstPartOrIsRefused() throws IOException {
    for (String name : image.files().keySet()) {
      byte[] bytes = image.files().get(name);
      for (int length = 0; length < bytes.length; length++) {
        read(image.with(name, Arrays.copyOf(bytes, length)), name + " cut to " + length);
      }
    }
  }

  @Test
  void bytesThatWereAddedLeaveEverythingOrAreRefused() throws IOException {
    for (String name : image.files().keySet()) {
      byte[] bytes = image.files().get(name);
      for (byte[] more : List.of(new byte[1], new byte[4096], bytes)) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, longer, bytes.length, more.length);
        String why = name + " with " + more.length + " more";
        int count = read(image.with(name, longer), why);
        assertTrue(count < 0 || count == history.entries.size(), why + ": " + count);
      }
    }
  }

  @Test
  void zeroedBlocksLeaveAFirstPartOrAreRefused() throws IOException {
    for (String name : image.files().keySet()) {
      byte[] bytes = image.files().get(name);
      for (int from = 0; from < bytes.length; from += 16) {
        for (int block : new int[] {16, 512, 4096}) {
          byte[] changed = bytes.clone();
          Arrays.fill(changed, from, Math.min(from + block, bytes.length), (byte) 0);
          read(image.with(name, changed), name + " zeros at " + from + " for " + block);
        }
      }
    }
  }

  @Test
  void swappedAndMissingFilesLeaveAFirstPartOrAreRefused() throws IOException {
    for (String one : image.files().keySet()) {
      read(image.without(one), "without " + one);
      for (String other : image.files().keySet()) {
        JournalImage swapped =
            image.with(one, image.files().get(other)).with(other, image.files().get(one));
        read(swapped, one + " swapped with " + other);
        read(image.with(one, image.files().get(other)), other + " in place of " + one);
      }
    }
  }

  @Test
  void groupsThatWereRepeatedOrLeftOutAreNotReadAsEntries() throws IOException {
    String last = image.files().lastKey();
    byte[] bytes = image.files().get(last);
    for (int from = FileHeader.BYTES; from < bytes.length; from += 5) {
      for (int to = from + 1; to < bytes.length; to += 17) {
        byte[] repeated = new byte[bytes.length + to - from];
        System.arraycopy(bytes, 0, repeated, 0, to);
        System.arraycopy(bytes, from, repeated, to, bytes.length - from);
        read(image.with(last, repeated), "repeated " + from + " to " + to);
        byte[] leftOut = new byte[bytes.length - (to - from)];
        System.arraycopy(bytes, 0, leftOut, 0, from);
        System.arraycopy(bytes, to, leftOut, from, bytes.length - to);
        read(image.with(last, leftOut), "left out " + from + " to " + to);
      }
    }
  }

  @Test
  void aMiddleThatIsDamagedIsRefusedWithFileOffsetAndRemedy() throws IOException {
    String last = image.files().lastKey();
    byte[] bytes = image.files().get(last).clone();
    bytes[FileHeader.BYTES + EntryGroup.HEADER_BYTES + 3] ^= 1; // in the first of three groups
    FileStore store = image.with(last, bytes).open();
    JournalException e = assertThrows(JournalException.class, () -> JournalReader.open(store));
    assertTrue(e.getMessage().contains("'" + last + "'"), e.getMessage());
    assertTrue(e.getMessage().contains("offset " + FileHeader.BYTES + ":"), e.getMessage());
    assertTrue(e.getMessage().contains("restore"), e.getMessage());
  }

  @Test
  void aLastSegmentWithADamagedHeaderIsRefusedUnlessNothingFollowsIt() throws IOException {
    String last = image.files().lastKey();
    byte[] bytes = image.files().get(last).clone();
    bytes[40] ^= 1;
    FileStore store = image.with(last, bytes).open();
    JournalException e = assertThrows(JournalException.class, () -> JournalReader.open(store));
    assertTrue(e.getMessage().contains("'" + last + "' is damaged at offset 0:"), e.getMessage());
    FileStore torn = image.with(last, Arrays.copyOf(bytes, FileHeader.BYTES + 9)).open();
    JournalReader reader = JournalReader.open(torn).orElseThrow();
    assertEquals(history.entries.size() - 5, reader.end().sequence());
    assertTrue(reader.describeTornTail().startsWith("Cut 81 bytes"), reader.describeTornTail());
  }

  @Test
  void aTornTailIsCutAndSaid() throws IOException {
    String last = image.files().lastKey();
    byte[] bytes = image.files().get(last);
    FileStore store = image.with(last, Arrays.copyOf(bytes, bytes.length - 1)).open();
    JournalReader reader = JournalReader.open(store).orElseThrow();
    assertEquals(history.entries.size() - 2, reader.end().sequence());
    assertTrue(reader.describeTornTail().contains(last), reader.describeTornTail());
    assertTrue(reader.describeTornTail().matches("Cut [0-9]+ bytes at .*"));
    assertEquals("", JournalReader.open(image.open()).orElseThrow().describeTornTail());
  }

  @Test
  void bytesOfAJournalInsideATornPayloadAreNoGroup() throws IOException {
    String last = image.files().lastKey();
    byte[] bytes = image.files().get(last);
    JournalFile file = JournalFile.parse(last.substring(last.indexOf('/') + 1)).orElseThrow();
    List<JournalEntry> nested = List.of(new JournalEntry((byte) 1, 1, bytes));
    byte[] group = new EntryGroup(history.entries.size() + 1, nested).encode(file, bytes.length);
    byte[] torn = Arrays.copyOf(bytes, bytes.length + group.length - 1);
    System.arraycopy(group, 0, torn, bytes.length, group.length - 1);
    assertEquals(history.entries.size(), read(image.with(last, torn), "torn"));
  }

  @Test
  void keptEntriesThatAreGoneAreMissed() throws IOException {
    FileStore store = new MemoryDisk().store("x");
    history.entries.clear();
    JournalWriter writer = begin(store, 1, Optional.empty());
    append(writer, 3);
    writer.roll(history.base(), 0, Runnable::run).join();
    JournalFile log = new JournalFile(JournalFile.Kind.LOG, 1, 1);
    JournalReader reader =
        JournalReader.open(JournalImage.of(store).without(log.name()).open()).orElseThrow();
    JournalException e =
        assertThrows(JournalException.class, () -> reader.forEachKept(kind -> true, entry -> {}));
    assertTrue(e.getMessage().contains("entries 1 to 3"), e.getMessage());
  }

  @Test
  void aNewerFormatIsRefusedNamingBothVersions() throws IOException {
    for (String name : image.files().keySet()) {
      byte[] newer = image.files().get(name).clone();
      ByteBuffer.wrap(newer).putInt(8, FileHeader.VERSION + 1);
      FileStore store = image.with(name, newer).open();
      JournalException e = assertThrows(JournalException.class, () -> JournalReader.open(store));
      assertTrue(e.getMessage().contains("version " + (FileHeader.VERSION + 1)), e.getMessage());
      assertTrue(e.getMessage().contains("version " + FileHeader.VERSION), e.getMessage());
    }
  }

  @Test
  void segmentsWithoutABaseAreRefused() throws IOException {
    FileStore store = image.without(newestBase()).open();
    assertThrows(JournalException.class, () -> JournalReader.open(store));
  }

  @Test
  void aLengthThatIsNotThereTakesNoMemory() throws IOException {
    String last = image.files().lastKey();
    byte[] bytes = image.files().get(last);
    List<JournalEntry> huge = List.of(new JournalEntry((byte) 1, 1, new byte[200 << 20]));
    JournalFile file = JournalFile.parse(last.substring(last.indexOf('/') + 1)).orElseThrow();
    byte[] group = new EntryGroup(history.entries.size() + 1, huge).encode(file, bytes.length);
    byte[] changed = Arrays.copyOf(bytes, bytes.length + 1_000);
    System.arraycopy(group, 0, changed, bytes.length, 1_000);
    FileStore store = image.with(last, changed).open();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    JournalReader reader = JournalReader.open(store).orElseThrow();
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertEquals(history.entries.size(), reader.end().sequence());
    assertTrue(allocated < 2_000_000, "allocated: " + allocated);
  }

  /** How many entries are there, -1 when the journal is refused. Checks everything else. */
  private int read(JournalImage changed, String why) throws IOException {
    History copy = new History();
    copy.entries.addAll(history.entries);
    copy.keptFrom = history.keptFrom;
    try {
      copy.recover(changed.open(), why);
      return copy.entries.size();
    } catch (JournalException e) {
      return -1;
    }
  }

  private String newestBase() {
    return image.files().descendingKeySet().stream()
        .filter(name -> name.endsWith(".base"))
        .findFirst()
        .orElseThrow();
  }

  private JournalWriter begin(FileStore store, long epoch, Optional<JournalEnd> after)
      throws IOException {
    return JournalWriter.begin(
        store, epoch, after, history.base(), history.keptFromSegment, JournalProgram.SMALL);
  }

  private void append(JournalWriter writer, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      byte[] payload = new byte[5 + 3 * history.entries.size()];
      Arrays.fill(payload, (byte) history.entries.size());
      JournalEntry entry = new JournalEntry((byte) (1 + i % 2), history.entries.size(), payload);
      history.entries.add(entry);
      writer.append(entry);
    }
    writer.sync();
  }
}
