package dev.tidemill.streaming.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.streaming.Time;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a ledger promises, on a database in memory. */
class JdbcLedgerTest {
  private final JdbcDataSource database = new JdbcDataSource();
  private Connection look;

  @BeforeEach
  void open() throws SQLException {
    database.setURL("jdbc:h2:mem:" + getClass().getSimpleName());
    look = database.getConnection(); // the database lives as long as this
    execute("CREATE TABLE data (batch BIGINT)");
  }

  @AfterEach
  void close() throws SQLException {
    execute("SHUTDOWN");
    look.close();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = look.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<Long> numbers(String sql) throws SQLException {
    try (Statement statement = look.createStatement();
        var rows = statement.executeQuery(sql)) {
      List<Long> numbers = new ArrayList<>();
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
      return numbers;
    }
  }

  private List<Long> data() throws SQLException {
    return numbers("SELECT batch FROM data ORDER BY batch");
  }

  private JdbcLedger ledger(String output) {
    return new JdbcLedger(database, "ledger", output);
  }

  private static TransactionId id(long batch) {
    return new TransactionId("counts", new Time(batch));
  }

  private static TransactionalSink.Writes<Connection> insert(long batch) {
    return connection -> {
      try (Statement statement = connection.createStatement()) {
        statement.execute("INSERT INTO data VALUES (" + batch + ")");
      }
    };
  }

  private boolean write(JdbcLedger ledger, long batch) throws Exception {
    return ledger.writeOnce(id(batch), insert(batch));
  }

  @Test
  void aBatchIsWrittenOnceHoweverOftenItRuns() throws Exception {
    JdbcLedger ledger = ledger("counts");
    assertTrue(write(ledger, 1000));
    assertFalse(write(ledger, 1000));
    assertTrue(write(ledger, 2000));
    assertEquals(List.of(1000L, 2000L), data());
  }

  @Test
  void aLaterProcessKnowsWhatAnEarlierOneWrote() throws Exception {
    write(ledger("counts"), 1000);
    assertFalse(write(ledger("counts"), 1000));
    assertEquals(List.of(1000L), data());
  }

  @Test
  void outputsOfOtherNamesAreApart() throws Exception {
    assertTrue(write(ledger("counts"), 1000));
    assertTrue(write(ledger("totals"), 1000));
    assertEquals(List.of(1000L, 1000L), data());
  }

  @Test
  void anEarlierBatchThatHadFailedIsWrittenLater() throws Exception {
    JdbcLedger ledger = ledger("counts");
    write(ledger, 2000);
    assertTrue(write(ledger, 1000));
  }

  @Test
  void whatThrowsLeavesNothingAndIsTriedAgain() throws Exception {
    JdbcLedger ledger = ledger("counts");
    IOException failure = new IOException("no input");
    assertSame(
        failure,
        assertThrows(
            IOException.class,
            () ->
                ledger.writeOnce(
                    id(1000),
                    connection -> {
                      insert(1000).run(connection);
                      throw failure;
                    })));
    assertEquals(List.of(), data());
    assertTrue(write(ledger, 1000));
    assertEquals(List.of(1000L), data());
  }

  @Test
  void anotherProcessThatTookOverKeepsTheOlderOneFromWriting() throws Exception {
    JdbcLedger older = ledger("counts");
    write(older, 1000);
    JdbcLedger newer = ledger("counts");
    write(newer, 2000);
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> write(older, 3000));
    assertEquals(
        "The output 'counts' in ledger has been taken over by another process (epoch 2, ours is 1);"
            + " nothing of batch 3000 ms was written. Stop this process; if both are to write, give"
            + " their outputs different names.",
        refused.getMessage());
    write(newer, 4000);
    assertEquals(List.of(1000L, 2000L, 4000L), data());
  }

  @Test
  void aTakeoverInTheMiddleOfATransactionUndoesIt() throws Exception {
    JdbcLedger older = ledger("counts");
    write(older, 1000);
    JdbcLedger newer = ledger("counts");
    assertThrows(
        IllegalStateException.class,
        () ->
            older.writeOnce(
                id(2000),
                connection -> {
                  insert(2000).run(connection);
                  assertTrue(write(newer, 2000));
                }));
    assertEquals(List.of(1000L, 2000L), data());
  }

  @Test
  void oldBatchesAreForgotten() throws Exception {
    JdbcLedger ledger = new JdbcLedger(database, "ledger", "counts", 20);
    write(ledger("totals"), 1000);
    for (long batch = 1000; batch <= 100_000; batch += 1000) {
      write(ledger, batch);
    }
    List<Long> kept =
        numbers("SELECT batch_time FROM ledger WHERE output_name='counts' ORDER BY batch_time");
    assertEquals(-1, kept.get(0));
    assertTrue(kept.size() >= 21 && kept.size() <= 23, kept::toString);
    assertEquals(100_000, kept.get(kept.size() - 1));
    assertFalse(write(ledger, kept.get(1)));
    assertEquals(
        List.of(-1L, 1000L),
        numbers("SELECT batch_time FROM ledger WHERE output_name='totals' ORDER BY batch_time"));
  }

  @Test
  void theTableMayBeInASchema() throws Exception {
    execute("CREATE SCHEMA tide");
    assertTrue(write(new JdbcLedger(database, "tide.ledger", "counts"), 1000));
    assertEquals(List.of(2L), numbers("SELECT COUNT(*) FROM tide.ledger"));
  }

  @Test
  void aTableOfSomethingElseIsRefusedWithTheDefinition() throws Exception {
    SQLException refused =
        assertThrows(
            SQLException.class, () -> write(new JdbcLedger(database, "data", "counts"), 1000));
    assertTrue(refused.getMessage().contains("CREATE TABLE data (output_name"), refused::toString);
    assertTrue(refused.getMessage().contains("name a table that is nothing else's"));
    assertEquals(List.of(), data());
  }

  @Test
  void connectionsOfAPoolThatDoesNotCommitByItselfAreGivenBackSo() throws Exception {
    Connection pooled = database.getConnection();
    pooled.setAutoCommit(false);
    DataSource pool =
        (DataSource)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> unclosed(pooled));
    JdbcLedger ledger = new JdbcLedger(pool, "ledger", "counts");
    assertTrue(write(ledger, 1000));
    assertFalse(pooled.getAutoCommit());
    assertEquals(List.of(1000L), data());
  }

  private static Connection unclosed(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            JdbcLedgerTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) ->
                method.getName().equals("close") ? null : method.invoke(connection, arguments));
  }

  private interface Call {
    void on(Connection connection) throws Exception;
  }

  @Test
  void theFunctionMustLeaveTheTransactionAlone() throws Exception {
    JdbcLedger ledger = ledger("counts");
    for (Call call :
        List.<Call>of(
            Connection::commit,
            Connection::rollback,
            Connection::close,
            connection -> connection.setAutoCommit(true))) {
      IllegalStateException refused =
          assertThrows(
              IllegalStateException.class,
              () ->
                  ledger.writeOnce(
                      id(1000),
                      connection -> {
                        insert(1000).run(connection);
                        call.on(connection);
                      }));
      assertTrue(refused.getMessage().contains("leave the call out"), refused::getMessage);
      assertEquals(List.of(), data());
    }
  }

  @Test
  void whatTheDatabaseThrowsInTheFunctionIsThrownAsItIs() {
    assertThrows(
        SQLException.class,
        () ->
            ledger("counts")
                .writeOnce(id(1000), connection -> connection.prepareStatement("no such thing")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a;b", "a.b.c", "1a", "a'", "."})
  void aTableOfAnotherSpellingIsRefused(String table) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> BatchOutput.jdbc(database, table, "counts"));
    assertTrue(refused.getMessage().contains("'" + table + "'"), refused::getMessage);
  }

  @Test
  void anOutputOfALongNameIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> BatchOutput.jdbc(database, "ledger", "x".repeat(201)));
  }
}
