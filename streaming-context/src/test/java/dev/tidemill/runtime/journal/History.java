package dev.tidemill.runtime.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.FileStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * All entries that were appended, in order, and what is known of them: the oracle of a journal. A
 * base is one entry that has the number of entries it stands for, and their hash.
 */
final class History {

  static final byte KEPT = 2;
  private static final byte BASE = 9;

  final List<JournalEntry> entries = new ArrayList<>();
  int durable; // so many were surely synced
  int keptFrom; // entries of the kind KEPT from this index on are still asked for
  long keptFromSegment;

  JournalEntry next(SplittableRandom random) {
    byte[] payload = new byte[random.nextInt(4) == 0 ? random.nextInt(900) : random.nextInt(20)];
    random.nextBytes(payload);
    JournalEntry entry =
        new JournalEntry((byte) (1 + random.nextInt(3)), entries.size() * 1000L, payload);
    entries.add(entry);
    return entry;
  }

  List<JournalEntry> base() {
    String text = entries.size() + " " + entries.hashCode();
    return List.of(new JournalEntry(BASE, 0, text.getBytes(UTF_8)));
  }

  /** Checks what a journal gives, and takes it for all that was ever appended. */
  Optional<JournalReader> recover(FileStore store, String why) throws IOException {
    Optional<JournalReader> found = JournalReader.open(store);
    int count = found.isPresent() ? count(found.get(), why) : 0;
    assertTrue(count >= durable, why + ": only " + count + " of " + durable);
    if (found.isPresent()) {
      requireKept(found.get(), count, why);
    }
    entries.subList(count, entries.size()).clear();
    durable = count;
    return found;
  }

  private int count(JournalReader reader, String why) throws IOException {
    int based = 0;
    if (!reader.base().isEmpty()) {
      String[] base = new String(reader.base().get(0).payload(), UTF_8).split(" ");
      based = Integer.parseInt(base[0]);
      assertTrue(based <= entries.size(), why);
      assertEquals(Integer.parseInt(base[1]), entries.subList(0, based).hashCode(), why);
    }
    List<JournalEntry> after = new ArrayList<>();
    reader.forEachAfterBase(after::add);
    int count = based + after.size();
    assertTrue(count <= entries.size(), why + ": " + count + " of " + entries.size());
    assertEquals(entries.subList(based, count), after, why);
    return count;
  }

  private void requireKept(JournalReader reader, int count, String why) throws IOException {
    List<JournalEntry> kept = new ArrayList<>();
    reader.forEachKept(kind -> kind == KEPT, kept::add);
    List<JournalEntry> all = keptOf(0, count);
    int least = keptOf(Math.min(keptFrom, count), count).size();
    assertTrue(kept.size() >= least, why + ": only " + kept.size() + " kept of " + least);
    assertTrue(kept.size() <= all.size(), why);
    assertEquals(all.subList(all.size() - kept.size(), all.size()), kept, why);
  }

  private List<JournalEntry> keptOf(int from, int to) {
    return entries.subList(from, to).stream().filter(entry -> entry.kind() == KEPT).toList();
  }
}
