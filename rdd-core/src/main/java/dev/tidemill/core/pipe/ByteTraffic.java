package dev.tidemill.core.pipe;

import dev.tidemill.core.error.Sneaky;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The bytes that a task and its process have for each other, handed over between the task's thread
 * and those that read and write the pipes. Holds a few chunks in each direction; who brings more
 * waits. The task waits only when it can neither take nor bring anything.
 */
final class ByteTraffic {
  /** What the task can do next. */
  enum Next {
    /** Take output. */
    OUTPUT,
    /** Make more input. */
    WANTS_INPUT,
    /** Nothing: all output was taken, and the process is gone. */
    ENDED
  }

  private static final int MOST_CHUNKS = 2;

  // Under our monitor. Who changes one of them wakes all who wait.
  private final Deque<byte[]> input = new ArrayDeque<>(MOST_CHUNKS);
  private final Deque<byte[]> output = new ArrayDeque<>(MOST_CHUNKS);
  private boolean inputEnded;
  private boolean readsInput = true;
  private boolean ended;
  private boolean closed;
  private IOException failure;

  // Whether anything but room for input has come up since the task was told to make some.
  private volatile boolean news;

  // For the task.

  /**
   * Waits until the task can do something.
   *
   * @param hasMore whether it has more input to make
   * @throws IOException if the output could not be read
   */
  synchronized Next await(boolean hasMore) throws IOException {
    while (true) {
      requireNotInterrupted();
      if (!output.isEmpty()) {
        return Next.OUTPUT;
      }
      if (failure != null) {
        throw failure;
      }
      if (ended) {
        return Next.ENDED;
      }
      if (hasMore && readsInput && input.size() < MOST_CHUNKS) {
        news = false;
        return Next.WANTS_INPUT;
      }
      waitForNews();
    }
  }

  /** An endless task must see that its job was cancelled, though it never waits. */
  private static void requireNotInterrupted() {
    if (Thread.interrupted()) {
      throw Sneaky.thrown(new InterruptedException("The task was interrupted."));
    }
  }

  private void waitForNews() {
    try {
      wait();
    } catch (InterruptedException stop) {
      throw Sneaky.thrown(stop);
    }
  }

  /** Whether there may be something better to do than to make input. */
  boolean hasNews() {
    return news;
  }

  /** Called after {@link Next#OUTPUT}. */
  synchronized byte[] takeOutput() {
    byte[] taken = output.remove();
    notifyAll();
    return taken;
  }

  /** Called after {@link Next#WANTS_INPUT}; never waits. */
  synchronized void bringInput(byte[] bytes) {
    if (readsInput) {
      input.add(bytes);
      notifyAll();
    }
  }

  synchronized void endInput() {
    inputEnded = true;
    notifyAll();
  }

  /** Nothing is wanted any more; lets go who waits. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  // For the threads at the pipes.

  /** Waits for it; null when there will be none. */
  synchronized byte[] takeInput() {
    while (input.isEmpty() && !inputEnded && !closed) {
      waitForNews();
    }
    byte[] next = closed ? null : input.poll();
    notifyAll();
    return next;
  }

  /** The process takes no more input. */
  synchronized void refuseInput() {
    readsInput = false;
    input.clear();
    tell();
  }

  /**
   * Waits for room.
   *
   * @return whether more is wanted
   */
  synchronized boolean bringOutput(byte[] bytes) {
    while (output.size() >= MOST_CHUNKS && !closed) {
      waitForNews();
    }
    output.add(bytes);
    tell();
    return !closed;
  }

  /**
   * There is no more output.
   *
   * @param problem why it could not be read, or null
   */
  synchronized void endOutput(IOException problem) {
    ended = true;
    failure = problem;
    tell();
  }

  private void tell() {
    news = true;
    notifyAll();
  }
}
