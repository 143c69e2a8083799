package dev.tidemill.streaming.output;

import static dev.tidemill.core.error.Arguments.requireFunction;
import static dev.tidemill.core.error.Arguments.requireText;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.api.java.function.VoidFunction2;
import dev.tidemill.core.text.Printable;
import dev.tidemill.streaming.Time;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An output that writes every batch once. A batch runs again when its process ended before the
 * journal knew of its end; an output made by this then finds in the sink that it was done, and is
 * not called.
 *
 * <pre>{@code
 * counts.foreachRDD(
 *     BatchOutput.jdbc(database, "tidemill_ledger", "counts")
 *         .each(
 *             (connection, rdd, time) -> {
 *               try (var add = connection.prepareStatement("INSERT INTO counts VALUES (?, ?)")) {
 *                 for (Tuple2<String, Integer> count : rdd.collect()) {
 *                   add.setString(1, count._1());
 *                   add.setInt(2, count._2());
 *                   add.addBatch();
 *                 }
 *                 add.executeBatch();
 *               }
 *             }));
 * }</pre>
 *
 * <p>It relies on batches that run again being the same: on a checkpoint directory, and on sources
 * that can give a batch again. Needed for nothing that is idempotent anyway: a row that is written
 * again by its key, a file of a name that the batch time gives.
 *
 * @param <T> what writes go through
 */
public final class BatchOutput<T> {
  private static final Logger LOG = LoggerFactory.getLogger(BatchOutput.class);

  /** What an output writes for a batch. */
  @FunctionalInterface
  public interface Body<T, R> {
    /**
     * Runs on the driver's job thread. What it throws fails the output, and nothing is written.
     *
     * @param through for this call and this thread only: tasks cannot use it, so collect the
     *     records, or take them from {@code rdd.toLocalIterator()}
     */
    void write(T through, R rdd, Time time) throws Exception;
  }

  private final TransactionalSink<T> sink;
  private final String output;
  private final AtomicBoolean used = new AtomicBoolean();

  private BatchOutput(TransactionalSink<T> sink, String output) {
    this.sink = sink;
    this.output = output;
  }

  /**
   * Writes to a database, which remembers the batches that it has in a table beside the data: made
   * if it is missing, of a few rows for each output. Nothing is asked of the database before the
   * first batch.
   *
   * <p>What the function does through its connection is committed with the row of its batch; it
   * must not commit itself, nor do what commits by itself (in MySQL, making a table). The first
   * batch of a process takes the output over from any other process, whose transactions fail from
   * then on.
   *
   * @param dataSource each batch takes a connection and closes it: a pool saves the time to connect
   * @param ledgerTable letters, digits and {@code _}, and a schema with a dot before it if need be
   * @param output unique among all outputs that use the table, and the same in every run of the
   *     program; at most 200 characters
   * @throws IllegalArgumentException if a name is not as said
   */
  public static BatchOutput<Connection> jdbc(
      DataSource dataSource, String ledgerTable, String output) {
    requireValue("BatchOutput.jdbc", "dataSource", dataSource);
    requireText("BatchOutput.jdbc", "ledgerTable", ledgerTable);
    requireText("BatchOutput.jdbc", "output", output);
    return new BatchOutput<>(new JdbcLedger(dataSource, ledgerTable, output), output);
  }

  /**
   * Writes to a sink of the program's own.
   *
   * @param output unique in the sink, and the same in every run of the program
   */
  public static <T> BatchOutput<T> of(TransactionalSink<T> sink, String output) {
    return new BatchOutput<>(
        requireValue("BatchOutput.of", "sink", sink),
        requireText("BatchOutput.of", "output", output));
  }

  /**
   * The function for {@code foreachRDD}.
   *
   * @throws IllegalStateException if it has been called before: the sink could not tell the batches
   *     of two streams from each other
   */
  public <R> VoidFunction2<R, Time> each(Body<T, R> body) {
    requireFunction("each", body);
    if (used.getAndSet(true)) {
      throw new IllegalStateException(
          "each: the output '"
              + Printable.text(output)
              + "' has been given to a stream; make another BatchOutput with another name for each"
              + " further one.");
    }
    return (rdd, time) -> {
      TransactionId id = new TransactionId(output, time);
      if (!sink.writeOnce(id, through -> body.write(through, rdd, time))) {
        LOG.info("Output '{}' of batch {} was written before; it is left as it is.", output, time);
      }
    };
  }
}
