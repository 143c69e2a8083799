package dev.tidemill.streaming.output;

import java.sql.Connection;
import java.sql.SQLException;

/** Work on a connection that is committed as a whole, or rolled back. */
final class LedgerTransaction {
  @FunctionalInterface
  interface Work<R> {
    R run() throws Exception;
  }

  private LedgerTransaction() {}

  /** The connection is left as it was; what the work throws is thrown. */
  static <R> R run(Connection connection, Work<R> work) throws Exception {
    boolean automatic = connection.getAutoCommit();
    connection.setAutoCommit(false);
    R result;
    try {
      result = work.run();
      connection.commit();
    } catch (Throwable failed) { // errors too: nothing of it must be committed later
      undo(connection, automatic, failed);
      throw failed;
    }
    connection.setAutoCommit(automatic);
    return result;
  }

  private static void undo(Connection connection, boolean automatic, Throwable failed) {
    try {
      connection.rollback();
      connection.setAutoCommit(automatic);
    } catch (SQLException lost) {
      // The database rolls back what has no connection any more.
      failed.addSuppressed(lost);
    }
  }
}
