package dev.tidemill.streaming.output;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Makes the ledger's table if it is missing. Whether it is there is asked by reading from it, since
 * databases differ in how they spell names in their catalogues.
 */
record LedgerTable(String name) {
  void create(Connection connection) throws SQLException {
    boolean automatic = connection.getAutoCommit();
    connection.setAutoCommit(true); // a statement that fails must not spoil what follows
    try {
      createIfMissing(connection);
    } finally {
      connection.setAutoCommit(automatic);
    }
  }

  private void createIfMissing(Connection connection) throws SQLException {
    try {
      read(connection);
    } catch (SQLException missing) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(definition());
      } catch (SQLException refused) {
        refused.addSuppressed(missing);
        requireMadeMeanwhile(connection, refused);
      }
    }
  }

  /** Another process may have been faster. */
  private void requireMadeMeanwhile(Connection connection, SQLException refused)
      throws SQLException {
    try {
      read(connection);
    } catch (SQLException unusable) {
      throw new SQLException(
          "The ledger table "
              + name
              + " cannot be read, nor made: "
              + refused.getMessage()
              + " Make it by hand ("
              + definition()
              + "), or name a table that is nothing else's.",
          refused);
    }
  }

  private void read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT output_name, batch_time, driver_epoch FROM " + name + " WHERE 1 = 0")) {
      rows.next();
    }
  }

  private String definition() {
    return "CREATE TABLE "
        + name
        + " (output_name VARCHAR(200) NOT NULL, batch_time BIGINT NOT NULL, driver_epoch BIGINT NOT"
        + " NULL, PRIMARY KEY (output_name, batch_time))";
  }
}
