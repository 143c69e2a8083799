package dev.tidemill.runtime.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.DiskCrashedException;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.MemoryDisk;
import dev.tidemill.core.file.MemoryDisk.CrashPoint;
import dev.tidemill.core.plan.LiveState.Logged;
import dev.tidemill.runtime.journal.JournalEntry;
import dev.tidemill.runtime.journal.JournalLimits;
import dev.tidemill.runtime.journal.JournalReader;
import dev.tidemill.runtime.journal.JournalWriter;
import dev.tidemill.runtime.recovery.StoredState.Dataset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a batch did to states is read whole or not at all, however many entries it takes. */
class StatePiecesTest {
  private static final int LARGE = 30_000;
  // A group for each piece.
  private static final JournalLimits LIMITS = new JournalLimits(1 << 20, LARGE + 500, 1 << 20);

  private static byte[] bytes(int length, long seed) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) seed);
    return bytes;
  }

  private static Logged logged(byte[]... chunks) {
    return new Logged(List.of(chunks), false);
  }

  /** Of two states and a dataset: three pieces. */
  private static List<JournalEntry> entries(long batch) {
    StatePieces pieces = new StatePieces(batch, LARGE);
    pieces.add(
        "window:state",
        batch,
        List.of(
            logged(bytes(LARGE, batch), bytes(LARGE + 5, batch + 1), bytes(7, batch + 2)),
            logged(),
            logged(bytes(100, batch + 3))));
    pieces.add("other:state", batch, List.of(logged(bytes(3, batch + 4))));
    return pieces.end(List.of(new Dataset("words:datasets", List.of(bytes(9, batch + 5)))));
  }

  /** What was taken down, by state and partition, one chunk behind the other. */
  private static Map<String, String> content(List<StoredState> pieces) {
    Map<String, StringBuilder> content = new TreeMap<>();
    for (StoredState piece : pieces) {
      for (StoredState.Step step : piece.steps()) {
        for (int i = 0; i < step.partitions().size(); i++) {
          byte[] changes = step.partitions().get(i).changes();
          if (changes.length > 0) {
            content
                .computeIfAbsent(step.id() + i + " at " + step.time(), id -> new StringBuilder())
                .append(changes.length + " x " + changes[changes.length - 1] + ", ");
          }
        }
      }
      for (Dataset dataset : piece.datasets()) {
        content.put(dataset.id(), new StringBuilder(Arrays.toString(dataset.partitions().get(0))));
      }
    }
    Map<String, String> texts = new TreeMap<>();
    content.forEach((id, text) -> texts.put(id, text.toString()));
    return texts;
  }

  private static Map<String, String> expected(long batch) {
    Map<String, String> expected = new TreeMap<>();
    String first = LARGE + " x " + batch + ", " + (LARGE + 5) + " x " + (batch + 1) + ", ";
    expected.put("window:state0 at " + batch, first + "7 x " + (batch + 2) + ", ");
    expected.put("window:state2 at " + batch, "100 x " + (batch + 3) + ", ");
    expected.put("other:state0 at " + batch, "3 x " + (batch + 4) + ", ");
    expected.put("words:datasets", Arrays.toString(bytes(9, batch + 5)));
    return expected;
  }

  private static List<Map<String, String>> read(List<JournalEntry> entries) throws IOException {
    JoinedPieces pieces = new JoinedPieces();
    List<Map<String, String>> read = new ArrayList<>();
    for (JournalEntry entry : entries) {
      List<StoredState> whole = pieces.take(entry);
      if (!whole.isEmpty()) {
        read.add(content(whole));
      }
    }
    return read;
  }

  @Test
  void whatIsLargeIsCutAndPutTogetherAgain() throws IOException {
    assertEquals(3, entries(1).size());
    assertEquals(List.of(expected(1)), read(entries(1)));
    for (JournalEntry entry : entries(1)) {
      assertTrue(entry.payload().length < LARGE + 300, entry.payload().length + " bytes");
    }
  }

  @Test
  void whatIsSmallIsOneEntry() throws IOException {
    StatePieces pieces = new StatePieces(5, LARGE);
    pieces.add("a:state", 5, List.of(logged(bytes(3, 1)), logged()));
    List<JournalEntry> entries = pieces.end(List.of());
    assertEquals(1, entries.size());
    assertEquals(EntryKind.STATE, entries.get(0).kind());
    assertEquals(List.of(Map.of("a:state0 at 5", "3 x 1, ")), read(entries));
    assertEquals(List.of(), new StatePieces(5, LARGE).end(List.of()));
  }

  @Test
  void piecesThatNoLastOneFollowedCountForNothing() throws IOException {
    List<JournalEntry> entries = new ArrayList<>(entries(1));
    entries.addAll(entries(2).subList(0, 2)); // then its driver crashed
    entries.addAll(entries(3));
    assertEquals(List.of(expected(1), expected(3)), read(entries));
  }

  @Test
  void piecesWhoseFirstOnesWereBeforeWhatIsKeptArePassedOver() throws IOException {
    List<JournalEntry> entries = new ArrayList<>(entries(1).subList(1, 3));
    entries.addAll(entries(2));
    assertEquals(List.of(expected(2)), read(entries));
  }

  @Test
  void aPieceThatIsMissingInTheMiddleIsRefused() {
    List<JournalEntry> entries = new ArrayList<>(entries(1));
    entries.addAll(entries(2).subList(1, 3));
    IOException refused = assertThrows(IOException.class, () -> read(entries));
    assertTrue(refused.getMessage().contains("piece 0 is not"), refused.getMessage());
  }

  @Test
  void aCrashAtAnyOperationLeavesWholeStatesOnly() throws IOException {
    MemoryDisk straight = new MemoryDisk();
    assertEquals(6, write(straight, 1));
    long operations = straight.operations();
    assertTrue(operations > 6 * 3, operations + " operations");
    int longest = 0;
    for (long operation = 1; operation <= operations; operation++) {
      for (CrashPoint point : CrashPoint.values()) {
        for (int seed = 0; seed < 2; seed++) {
          longest = Math.max(longest, crashAt(operation, point, seed));
        }
      }
    }
    assertEquals(12, longest);
  }

  /** How many states there are in the end, of two drivers, the first of which has crashed. */
  private static int crashAt(long operation, CrashPoint point, long seed) throws IOException {
    MemoryDisk disk = new MemoryDisk();
    disk.crashAt(operation, point, seed);
    int told = write(disk, 1);
    List<Map<String, String>> left = states(disk);
    String where = operation + ", " + point + ", " + seed;
    assertTrue(left.size() >= told, where + ": " + left.size() + " of " + told);
    for (int i = 0; i < left.size(); i++) {
      assertEquals(expected(1 + i), left.get(i), where);
    }
    write(disk, 2);
    List<Map<String, String>> behind = states(disk);
    assertEquals(left.size() + 6, behind.size(), where);
    for (int i = 0; i < 6; i++) {
      assertEquals(expected(1 + i), behind.get(left.size() + i), where);
    }
    return behind.size();
  }

  /** Writes six; says of how many it was told that they are durable. */
  private static int write(MemoryDisk disk, long epoch) {
    int told = 0;
    try {
      FileStore store = disk.store("x");
      var end = JournalReader.open(store).map(JournalReader::end);
      JournalWriter writer = JournalWriter.begin(store, epoch, end, List.of(), 0, LIMITS);
      for (long batch = 1; batch <= 6; batch++) {
        entries(batch).forEach(writer::append);
        writer.sync();
        told++;
      }
      writer.close();
    } catch (DiskCrashedException crashed) {
      return told;
    } catch (IOException other) {
      throw new AssertionError(other);
    }
    return told;
  }

  private static List<Map<String, String>> states(MemoryDisk disk) throws IOException {
    Optional<JournalReader> reader = JournalReader.open(disk.store("x"));
    List<JournalEntry> entries = new ArrayList<>();
    if (reader.isPresent()) {
      reader.get().forEachKept(JoinedPieces::areIn, entries::add);
    }
    return read(entries);
  }
}
