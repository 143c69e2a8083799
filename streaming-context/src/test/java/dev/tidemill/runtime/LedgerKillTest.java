package dev.tidemill.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A driver that is killed around the commit of its output, and its restart. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LedgerKillTest {
  @TempDir Path directory;

  private void killed(String where) throws Exception {
    try (Forked.Started program =
        Forked.start(LedgerProgram.class, directory.toString(), where, "9000")) {
      program.await("kill me");
      assertTrue(program.written().contains("wrote 3000"), () -> program.written().toString());
      program.kill();
    }
  }

  private List<String> restarted() throws Exception {
    List<String> written = Forked.run(LedgerProgram.class, directory.toString(), "nowhere", "4000");
    assertEquals("exit 0", written.get(written.size() - 1), written::toString);
    return written;
  }

  /** Each batch's own time, which is its only record, in each batch's row. */
  private List<String> rows() throws Exception {
    List<String> found = new ArrayList<>();
    try (Connection connection = LedgerProgram.database(directory).getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery("SELECT batch, amount FROM data ORDER BY batch, amount")) {
      while (rows.next()) {
        found.add(rows.getLong(1) + " " + rows.getLong(2));
      }
    }
    return found;
  }

  /** Four of them are new; how many there were depends on when the kill came. */
  private void assertEachBatchOnce() throws Exception {
    List<String> rows = rows();
    assertTrue(rows.size() >= 3 + 4, rows::toString);
    assertEquals(onceEach(rows.size()), rows);
  }

  private static List<String> onceEach(int batches) {
    List<String> rows = new ArrayList<>();
    for (long time = 1000; time <= 1000L * batches; time += 1000) {
      rows.add(time + " " + time);
    }
    return rows;
  }

  @Test
  void aKillBetweenTheWritesAndTheCommitLosesAndDoublesNothing() throws Exception {
    killed("before");
    assertEquals(onceEach(2), rows());
    List<String> written = restarted();
    assertTrue(written.contains("wrote 3000"), written::toString);
    assertEachBatchOnce();
  }

  @Test
  void aKillAfterTheCommitDoublesNothing() throws Exception {
    killed("after");
    assertEquals(onceEach(3), rows());
    List<String> written = restarted();
    assertTrue(
        written.stream().anyMatch(line -> line.startsWith("redone") && line.contains("3000 ms")),
        written::toString);
    assertFalse(written.contains("wrote 3000"), written::toString);
    assertEachBatchOnce();
  }
}
