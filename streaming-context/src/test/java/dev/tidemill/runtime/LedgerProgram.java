package dev.tidemill.runtime;

import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.dstream.source.RestoredAllocation;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.output.BatchOutput;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * Writes a row for every batch into a database, through a ledger, and says so; runs until it is
 * killed or has had its batches.
 *
 * <p>Arguments: the directory for everything; where it waits to be killed at batch 3000: {@code
 * before} or {@code after} the commit, or {@code nowhere}; how far the clock moves in milliseconds.
 */
final class LedgerProgram {
  static final String TABLE = "CREATE TABLE IF NOT EXISTS data (batch BIGINT, amount BIGINT)";

  private LedgerProgram() {}

  /** The database's file; a commit has reached it when it returns. */
  static JdbcDataSource database(Path directory) {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:file:" + directory.toAbsolutePath() + "/data;WRITE_DELAY=0");
    return database;
  }

  private static final class RepeatableTimes extends TimeSource {
    @Override
    public boolean replays() {
      return true;
    }

    @Override
    public long restore(Time batch, boolean needed, RestoredAllocation allocated) {
      return 0;
    }
  }

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    String where = arguments[1];
    try (Connection connection = database(directory).getConnection()) {
      connection.createStatement().execute(TABLE);
      run(directory, where, Long.parseLong(arguments[2]));
    }
  }

  private static void run(Path directory, String where, long until) throws Exception {
    ManualContext program = ManualContext.with("tidemill.stop.after=" + until + "ms");
    program.runtime.checkpoint(
        Optional.of(FileStores.open(directory.resolve("checkpoint").toString())), true);
    long[] writing = new long[1];
    DataSource database =
        where.equals("after")
            ? waitingAfterCommit(database(directory), writing)
            : database(directory);
    program.stream(new RepeatableTimes())
        .foreachRDD(
            BatchOutput.jdbc(database, "ledger", "data")
                .each(
                    (Connection connection, JavaRDD<Long> rdd, Time time) -> {
                      writing[0] = time.milliseconds();
                      insert(connection, rdd, time);
                      System.out.println("wrote " + time.milliseconds());
                      if (where.equals("before") && time.milliseconds() == 3000) {
                        waitToBeKilled();
                      }
                    }));
    program.start();
    program.clock.advance(until);
    program.ssc.awaitTermination();
    System.out.println("redone " + program.runtime.restoreReport().map(report -> report.redone()));
  }

  private static void insert(Connection connection, JavaRDD<Long> rdd, Time time) throws Exception {
    try (PreparedStatement row = connection.prepareStatement("INSERT INTO data VALUES (?, ?)")) {
      for (long amount : rdd.collect()) {
        row.setLong(1, time.milliseconds());
        row.setLong(2, amount);
        row.addBatch();
      }
      row.executeBatch();
    }
  }

  private static DataSource waitingAfterCommit(DataSource database, long[] writing) {
    return proxy(
        DataSource.class,
        database,
        result ->
            proxy(
                Connection.class,
                (Connection) result,
                committed -> {
                  if (writing[0] == 3000) {
                    waitToBeKilled();
                  }
                  return committed;
                }));
  }

  private interface After {
    Object call(Object result) throws Exception;
  }

  /** Calls for connections and commits are told of. */
  private static <T> T proxy(Class<T> type, T target, After after) {
    return type.cast(
        Proxy.newProxyInstance(
            LedgerProgram.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Object result = method.invoke(target, arguments);
              boolean told =
                  method.getName().equals("getConnection") || method.getName().equals("commit");
              return told ? after.call(result) : result;
            }));
  }

  private static void waitToBeKilled() throws InterruptedException {
    System.out.println("kill me");
    new CountDownLatch(1).await();
  }
}
