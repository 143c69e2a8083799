package dev.tidemill.streaming.output;

/**
 * Where outputs write to in transactions: a database, a topic, a directory whose files appear by
 * rename.
 *
 * @param <T> what writes go through: a connection, a producer
 */
public interface TransactionalSink<T> {
  /** What is written in a transaction. */
  @FunctionalInterface
  interface Writes<T> {
    void run(T through) throws Exception;
  }

  /**
   * Unless the sink remembers the id: runs the writes and remembers the id, in one transaction, so
   * that after a crash both are there or none. If the writes throw, none of it must be left, and
   * what they threw is thrown. A process that another one has taken over from must not come
   * through: the sink refuses it by an exception.
   *
   * <p>Called on the driver's job threads; for several batches at once if {@code
   * spark.streaming.concurrentJobs} says so.
   *
   * @return false if the sink remembers the id, and nothing was written
   */
  boolean writeOnce(TransactionId id, Writes<T> writes) throws Exception;
}
