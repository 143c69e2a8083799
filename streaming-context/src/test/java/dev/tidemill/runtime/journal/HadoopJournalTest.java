package dev.tidemill.runtime.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.hadooptest.MiniHdfs;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** On a real NameNode and DataNode, where a log can be taken from its writer. */
@ExtendWith(MiniHdfs.class)
class HadoopJournalTest extends JournalStoreContract {

  private static final LeaseOwner ELSEWHERE =
      new LeaseOwner("elsewhere", "another machine", 77, 5, "2026-11-27T00:00:00Z");

  private static int roots;

  private String location;

  @Override
  FileStore openFreshStore() throws IOException {
    location = MiniHdfs.uri() + "/journals/" + ++roots;
    return openAgain();
  }

  @Override
  FileStore openAgain() throws IOException {
    return FileStores.open(location, MiniHdfs.SETTINGS);
  }

  @Test
  void aDriverThatWasTakenOverCanMakeNothingDurable() throws Exception {
    DriverLease older = DriverLease.acquire(store, options(false), ELSEWHERE);
    JournalWriter zombie = begin(older.epoch(), Optional.empty(), 0);
    append(zombie, "a");
    zombie.sync();
    time.stopTicking();
    DriverLease newer = DriverLease.acquire(openAgain(), options(false));
    append(zombie, "b");
    IOException first = assertThrows(IOException.class, zombie::sync);
    assertFalse(first instanceof LeaseLostException, "its log was taken: " + first);
    assertInstanceOf(
        LeaseLostException.class, assertThrows(IOException.class, zombie::sync)); // a new log
    assertThrows(LeaseLostException.class, older::requireHeld);
    JournalReader reader = JournalReader.open(openAgain()).orElseThrow();
    assertEquals(List.of("a"), after(reader));
    JournalWriter writer = begin(newer.epoch(), Optional.of(reader.end()), 0, "a");
    append(writer, "c");
    writer.close();
    assertEquals(List.of("a", "c"), kept(JournalReader.open(openAgain()).orElseThrow()));
    newer.close();
  }
}
