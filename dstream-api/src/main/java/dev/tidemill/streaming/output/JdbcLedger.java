package dev.tidemill.streaming.output;

import dev.tidemill.core.text.Printable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * A table beside the data that remembers which batches an output has written, and who may write.
 *
 * <pre>
 *   output_name   batch_time   driver_epoch
 *   counts               -1              3     the third process to write this output is the one
 *   counts             1000              2     batch 1000 was written by the second
 *   counts             2000              3
 * </pre>
 *
 * <p>A process takes an output over by raising the epoch of its first row; every transaction then
 * ends by touching that row if it still has the epoch of the process. The lock on the row puts the
 * two in order: what another process commits after the takeover fails, what it committed before is
 * seen.
 *
 * <p>The newest {@value #KEPT} batches are kept. A batch that was written can only run again if the
 * process ended before the journal knew of it, so it is one of the last moments; one that is older
 * than all rows, such as one whose outputs had failed, was not written.
 */
final class JdbcLedger implements TransactionalSink<Connection> {
  private static final int KEPT = 10_000;
  private static final int LONGEST_NAME = 200;
  private static final Pattern TABLE =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");

  private final DataSource dataSource;
  private final String table;
  private final String output;
  private final int kept;
  // Guarded by this.
  private long epoch;
  private int untilPruned;

  JdbcLedger(DataSource dataSource, String table, String output) {
    this(dataSource, table, output, KEPT);
  }

  /**
   * @param kept how many batches are remembered at least; at most a tenth more
   */
  JdbcLedger(DataSource dataSource, String table, String output, int kept) {
    if (!TABLE.matcher(table).matches()) {
      throw new IllegalArgumentException(
          "BatchOutput.jdbc: the ledger table is '"
              + Printable.text(table)
              + "'; use letters, digits and _, and at most one dot behind a schema.");
    }
    if (output.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "BatchOutput.jdbc: the output's name has "
              + output.length()
              + " characters; use at most "
              + LONGEST_NAME
              + ".");
    }
    this.dataSource = dataSource;
    this.table = table;
    this.output = output;
    this.kept = kept;
  }

  @Override
  public boolean writeOnce(TransactionId id, Writes<Connection> writes) throws Exception {
    long batch = id.batch().milliseconds();
    try (Connection connection = dataSource.getConnection()) {
      long ours = takeOver(connection);
      return LedgerTransaction.run(
          connection,
          () -> {
            if (isDone(connection, batch)) {
              return false;
            }
            writes.run(GuardedConnection.of(connection));
            requireOurs(connection, ours, batch);
            update(
                connection,
                "INSERT INTO "
                    + table
                    + " (output_name, batch_time, driver_epoch) VALUES (?, ?, ?)",
                output,
                batch,
                ours);
            maybePrune(connection);
            return true;
          });
    }
  }

  /** Once in a process. Gives the epoch of this process. */
  private synchronized long takeOver(Connection connection) throws Exception {
    if (epoch == 0) {
      new LedgerTable(table).create(connection);
      epoch = LedgerTransaction.run(connection, () -> raisedEpoch(connection));
    }
    return epoch;
  }

  private long raisedEpoch(Connection connection) throws SQLException {
    int rows =
        update(
            connection,
            "UPDATE "
                + table
                + " SET driver_epoch = driver_epoch + 1 WHERE output_name = ? AND batch_time = -1",
            output);
    if (rows == 0) {
      // Of two first processes, one fails here and takes over with its next batch.
      update(
          connection,
          "INSERT INTO " + table + " (output_name, batch_time, driver_epoch) VALUES (?, -1, 1)",
          output);
    }
    return epochInTable(connection);
  }

  private long epochInTable(Connection connection) throws SQLException {
    return query(
        connection,
        "SELECT driver_epoch FROM " + table + " WHERE output_name = ? AND batch_time = -1",
        1,
        output);
  }

  private boolean isDone(Connection connection, long batch) throws SQLException {
    return query(
            connection,
            "SELECT driver_epoch FROM " + table + " WHERE output_name = ? AND batch_time = ?",
            1,
            output,
            batch)
        > 0;
  }

  private void requireOurs(Connection connection, long ours, long batch) throws SQLException {
    int rows =
        update(
            connection,
            "UPDATE "
                + table
                + " SET driver_epoch = ? WHERE output_name = ? AND batch_time = -1 AND driver_epoch"
                + " = ?",
            ours,
            output,
            ours);
    if (rows != 1) {
      throw new IllegalStateException(
          "The output '"
              + Printable.text(output)
              + "' in "
              + table
              + " has been taken over by another process (epoch "
              + epochInTable(connection)
              + ", ours is "
              + ours
              + "); nothing of batch "
              + batch
              + " ms was written. Stop this process; if both are to write, give their outputs"
              + " different names.");
    }
  }

  private void maybePrune(Connection connection) throws SQLException {
    synchronized (this) {
      if (untilPruned-- > 0) {
        return;
      }
      untilPruned = kept / 10;
    }
    long oldest =
        query(
            connection,
            "SELECT batch_time FROM "
                + table
                + " WHERE output_name = ? AND batch_time >= 0 ORDER BY batch_time DESC",
            kept,
            output);
    update(
        connection,
        "DELETE FROM " + table + " WHERE output_name = ? AND batch_time >= 0 AND batch_time < ?",
        output,
        oldest);
  }

  private static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      return statement.executeUpdate();
    }
  }

  /** The number in the last of at most so many rows; -1 if there is none. */
  private static long query(Connection connection, String sql, int most, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setMaxRows(most);
      set(statement, values);
      long last = -1;
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          last = rows.getLong(1);
        }
      }
      return last;
    }
  }

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
