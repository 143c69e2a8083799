package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.file.LogFile;
import dev.tidemill.core.file.MemoryDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Writes the directories that {@link JournalFixtureTest} reads for ever after. Run once for each
 * version of the format, from the directory of the module; refuses to change what is there.
 */
final class JournalFixtures {

  static final Path DIRECTORY = Path.of("src/test/resources/journal-fixtures");

  private JournalFixtures() {}

  public static void main(String[] arguments) throws IOException {
    Path version = DIRECTORY.resolve("v" + FileHeader.VERSION);
    if (Files.exists(version)) {
      throw new IllegalStateException(version + " is there; fixtures are never written again");
    }
    twoDrivers(FileStores.open(version.resolve("two-drivers").toString()));
    tornTail(FileStores.open(version.resolve("torn-tail").toString()));
    FileStore objects = FaultyStore.ofObjects(new MemoryDisk().store("x"));
    twoDrivers(objects);
    JournalImage.of(objects).writeTo(FileStores.open(version.resolve("on-objects").toString()));
  }

  /** The entry of a number; some are empty, some have more than a sector. */
  static JournalEntry entry(int number) {
    byte[] payload = new byte[number * 37 % 700 * (number % 5 == 0 ? 0 : 1)];
    Arrays.fill(payload, (byte) number);
    return new JournalEntry((byte) (1 + number % 3), 1_000L * number, payload);
  }

  static List<JournalEntry> entries(int from, int to) {
    List<JournalEntry> entries = new ArrayList<>();
    for (int number = from; number <= to; number++) {
      entries.add(entry(number));
    }
    return entries;
  }

  /** 1 to 12 by one driver, with a roll behind 8; 13 to 20 by the next; kept from 5 on. */
  private static void twoDrivers(FileStore store) throws IOException {
    JournalWriter first =
        JournalWriter.begin(
            store, 1, Optional.empty(), entries(101, 102), 0, JournalLimits.DEFAULT);
    append(first, 1, 4);
    first.roll(entries(103, 103), 0, Runnable::run).join();
    long keepFrom = first.segment();
    append(first, 5, 8);
    first.roll(entries(104, 109), keepFrom, Runnable::run).join();
    append(first, 9, 12);
    first.close();
    JournalEnd end = JournalReader.open(store).orElseThrow().end();
    JournalWriter second =
        JournalWriter.begin(
            store, 2, Optional.of(end), entries(110, 112), keepFrom, JournalLimits.DEFAULT);
    append(second, 13, 16);
    append(second, 17, 20);
    second.close();
  }

  /** 1 to 6, and the first bytes of a group with 7. */
  private static void tornTail(FileStore store) throws IOException {
    JournalWriter writer =
        JournalWriter.begin(store, 1, Optional.empty(), List.of(), 0, JournalLimits.DEFAULT);
    append(writer, 1, 3);
    append(writer, 4, 6);
    writer.close();
    JournalFile file = new JournalFile(JournalFile.Kind.LOG, 1, 1);
    try (LogFile log = store.appendLog(file.name())) {
      byte[] group = new EntryGroup(7, entries(7, 7)).encode(file, log.length());
      log.write(Arrays.copyOf(group, group.length - 11));
    }
  }

  private static void append(JournalWriter writer, int from, int to) throws IOException {
    entries(from, to).forEach(writer::append);
    writer.sync();
  }
}
