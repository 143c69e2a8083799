package dev.tidemill.streaming.receiver;

import java.util.Iterator;

/**
 * What a {@link Receiver} hands its records and wishes to. Implemented by the engine; programs have
 * no use for it. Any thread.
 */
public interface ReceiverSupervisor<T> {
  /** Takes one record, waiting while memory for received records is full. */
  void store(T record);

  /** Takes all records as one block, or none of them. */
  void storeBlock(Iterator<T> records);

  void reportError(String message, Throwable error);

  void restart(String message, Throwable error);

  void restart(String message, Throwable error, int delayMs);

  /** Ends this launch of the receiver; it is launched again while the context runs. */
  void stop(String message, Throwable error);

  int streamId();

  boolean isReceiverStarted();

  boolean isReceiverStopped();

  /** The receiver will not be launched again: it may be given to another context. */
  boolean hasEnded();
}
