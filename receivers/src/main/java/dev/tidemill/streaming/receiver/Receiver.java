package dev.tidemill.streaming.receiver;

import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.Option;
import dev.tidemill.storage.StorageLevel;
import java.io.Serializable;
import java.util.Iterator;

/**
 * Brings records in from outside. Programs extend it: {@link #onStart} starts threads that call
 * {@code store}, {@link #onStop} ends them.
 *
 * <pre>
 *   onStart ── store, store, ... ── restart ── onStop ── delay ── onStart ── ...   context stops ── onStop
 * </pre>
 *
 * <p>One object lives through all launches. A receiver that stops itself is launched again while
 * the context runs; to end it for good, stop the context. It runs on threads of its own and takes
 * no core from the batches.
 *
 * <p>Threads: {@code onStart} and {@code onStop} are called one launch after the other, each on a
 * daemon thread; {@code onStop} also while an {@code onStart} that does not return is still in
 * there. Everything else may be called on any thread.
 */
public abstract class Receiver<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final StorageLevel storageLevel;
  private transient volatile ReceiverSupervisor<T> supervisor;

  /**
   * @throws IllegalArgumentException if the level is null
   */
  protected Receiver(StorageLevel storageLevel) {
    if (storageLevel == null) {
      throw new IllegalArgumentException(
          "Receiver: storageLevel is null; use StorageLevel.MEMORY_AND_DISK() for instance.");
    }
    this.storageLevel = storageLevel;
  }

  /**
   * Begins to receive: opens what is needed, starts threads that call {@code store}, and returns.
   * What it throws ends this launch; the next follows after the restart delay.
   */
  public abstract void onStart();

  /** Gives back what {@link #onStart} took and ends its threads. */
  public abstract void onStop();

  /** The host on which the receiver should run, if it matters. One process has no choice. */
  public Option<String> preferredLocation() {
    return Option.empty();
  }

  /**
   * Takes one record. Waits while memory for received records is full, which is how a slow program
   * slows its sources down.
   *
   * @throws IllegalArgumentException if the record is null
   * @throws IllegalStateException if the record was not taken: the receiver has been stopped, or
   *     the thread was interrupted while it waited. It is counted as refused.
   */
  public void store(T dataItem) {
    supervisor().store(dataItem);
  }

  /**
   * Takes all records as one block: when it returns all are stored, when it throws none is.
   *
   * @throws IllegalArgumentException if the iterator or a record is null, or the block is larger
   *     than the memory for all received records
   * @throws IllegalStateException as {@link #store(Object)}
   */
  public void store(Iterator<T> dataIterator) {
    supervisor().storeBlock(dataIterator);
  }

  /**
   * As {@link #store(Iterator)}.
   *
   * @param metadata accepted for old programs; nothing reads it
   */
  public void store(Iterator<T> dataIterator, Object metadata) {
    store(dataIterator);
  }

  /** Tells listeners of an error; the receiver goes on. */
  public void reportError(String message, Throwable throwable) {
    supervisor().reportError(message, throwable);
  }

  /**
   * As {@link #restart(String, Throwable, int)} with {@code spark.streaming.receiverRestartDelay}.
   */
  public void restart(String message) {
    supervisor().restart(message, null);
  }

  /**
   * As {@link #restart(String, Throwable, int)} with {@code spark.streaming.receiverRestartDelay}.
   */
  public void restart(String message, Throwable error) {
    supervisor().restart(message, error);
  }

  /**
   * Calls {@link #onStop}, waits, calls {@link #onStart} again. Returns at once. Does nothing while
   * the receiver is already being restarted or stopped.
   *
   * @throws IllegalArgumentException if the delay is negative
   */
  public void restart(String message, Throwable error, int millisecond) {
    supervisor().restart(message, error, millisecond);
  }

  /** Ends this launch; another follows after the restart delay while the context runs. */
  public void stop(String message) {
    supervisor().stop(message, null);
  }

  /** As {@link #stop(String)}. */
  public void stop(String message, Throwable error) {
    supervisor().stop(message, error);
  }

  /** True from just before {@link #onStart} until a restart or stop begins. */
  public boolean isStarted() {
    return supervisor().isReceiverStarted();
  }

  /** True from the beginning of a restart or stop: loops that receive should end then. */
  public boolean isStopped() {
    return supervisor().isReceiverStopped();
  }

  /** Which input of the context this is, or -1 before it started. */
  public int streamId() {
    ReceiverSupervisor<T> current = supervisor;
    return current == null ? -1 : current.streamId();
  }

  public StorageLevel storageLevel() {
    return storageLevel;
  }

  /**
   * For the engine's own modules.
   *
   * @throws IllegalStateException if the receiver already runs for another stream
   */
  public final synchronized void attachSupervisor(ReceiverSupervisor<T> next) {
    requireValue("attachSupervisor", "supervisor", next);
    ReceiverSupervisor<T> current = supervisor;
    if (current != null && !current.hasEnded()) {
      throw new IllegalStateException(
          "The receiver "
              + getClass().getName()
              + " already runs as stream "
              + current.streamId()
              + "; make a new receiver for each stream.");
    }
    supervisor = next;
  }

  private ReceiverSupervisor<T> supervisor() {
    ReceiverSupervisor<T> current = supervisor;
    if (current == null) {
      throw new AssertionError(
          "A ReceiverSupervisor has not been attached to the receiver yet. Maybe you are starting"
              + " some computation in the receiver before the Receiver.onStart() has been called.");
    }
    return current;
  }
}
