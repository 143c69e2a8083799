package dev.tidemill.core.pipe;

import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.thread.EngineThread;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process of the operating system that belongs to one task, and the threads that move its bytes:
 * one writes its input, one reads its output, one its standard error. What they hold is bounded,
 * and none of them runs code of users.
 *
 * <p>Used by the task's thread. Closing kills the process, and those that it has started, if they
 * still run, and waits until they and the threads are gone.
 */
final class PipedProcess implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(PipedProcess.class);

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
  private static final int OUTPUT_CHUNK_BYTES = 1 << 16;
  private static final long PATIENCE_SECONDS = 2;

  private final PipeCommand command;
  private final int partition;
  private final Process process;
  private final ErrorTail errors = new ErrorTail();
  private final Thread errorReader;
  private final List<Thread> threads;

  // Under our monitor. Who changes one of them wakes all who wait.
  private final Deque<byte[]> input = new ArrayDeque<>(MOST_CHUNKS);
  private final Deque<byte[]> output = new ArrayDeque<>(MOST_CHUNKS);
  private boolean inputEnded;
  private boolean readsInput = true;
  private boolean ended;
  private boolean closed;
  private IOException outputFailure;
  private boolean errorsShown;

  // Whether anything but room for input has come up since the task was told to make some.
  private volatile boolean news;

  private PipedProcess(PipeCommand command, int partition, Process process) {
    this.command = command;
    this.partition = partition;
    this.process = process;
    this.errorReader = new EngineThread(this::readErrors, "tidemill-pipe-errors");
    this.threads =
        List.of(
            new EngineThread(this::writeInput, "tidemill-pipe-input"),
            new EngineThread(this::readOutput, "tidemill-pipe-output"),
            errorReader);
  }

  /**
   * @throws IOException if the command cannot be run
   */
  static PipedProcess start(PipeCommand command, int partition, Optional<Path> directory)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.words());
    builder.environment().putAll(command.environment());
    directory.ifPresent(path -> builder.directory(path.toFile()));
    try {
      return new PipedProcess(command, partition, builder.start());
    } catch (IOException failed) {
      throw new IOException(
          "pipe: cannot run "
              + command
              + " for partition "
              + partition
              + " ("
              + failed.getMessage()
              + "); name a program that is on the path and may be run.",
          failed);
    }
  }

  /** Called when it is known who closes. */
  void startThreads() {
    threads.forEach(Thread::start);
  }

  PipeCommand command() {
    return command;
  }

  // For the task.

  /**
   * Waits until the task can do something.
   *
   * @param hasMore whether it has more input to make
   */
  synchronized Next await(boolean hasMore) throws IOException {
    while (true) {
      requireNotInterrupted();
      if (!output.isEmpty()) {
        return Next.OUTPUT;
      }
      if (outputFailure != null) {
        throw new IOException(
            "Reading the output of " + this + ": " + outputFailure.getMessage(), outputFailure);
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

  synchronized byte[] takeOutput() {
    byte[] taken = output.remove();
    notifyAll();
    return taken;
  }

  /** Never waits: called after {@link Next#WANTS_INPUT}. */
  synchronized void write(byte[] bytes) {
    if (readsInput) {
      input.add(bytes);
      notifyAll();
    }
  }

  synchronized void endInput() {
    inputEnded = true;
    notifyAll();
  }

  /**
   * Called when all has {@linkplain Next#ENDED ended}.
   *
   * @throws IllegalStateException if the exit code is not 0
   */
  void requireSuccess() {
    int code = process.exitValue();
    if (code != 0) {
      throw new IllegalStateException(
          "Subprocess exited with status "
              + code
              + ". Command ran: "
              + command
              + ", for partition "
              + partition
              + "; "
              + saidLast()
              + ". Make it exit with 0 when all is well, for example by a shell script.");
    }
  }

  private String saidLast() {
    try {
      TimeUnit.SECONDS.timedJoin(errorReader, PATIENCE_SECONDS);
    } catch (InterruptedException stop) {
      throw Sneaky.thrown(stop);
    }
    List<String> lines = errors.lines(command.charset());
    errorsShown = true;
    return lines.isEmpty()
        ? "it printed nothing on its standard error"
        : "the last it printed on its standard error: " + String.join(" | ", lines);
  }

  // The threads.

  private void writeInput() {
    try (OutputStream stdin = process.getOutputStream()) {
      for (byte[] bytes = nextInput(); bytes != null; bytes = nextInput()) {
        stdin.write(bytes);
        stdin.flush();
      }
    } catch (IOException readsNoFurther) {
      // It has closed its input or is gone, as it may: head does so. Its exit code says whether
      // that was well.
      return;
    } finally {
      doneWriting();
    }
  }

  /** Null when there will be none. */
  private synchronized byte[] nextInput() {
    while (input.isEmpty() && !inputEnded && !closed) {
      waitForNews();
    }
    byte[] next = closed ? null : input.poll();
    notifyAll();
    return next;
  }

  private synchronized void doneWriting() {
    readsInput = false;
    input.clear();
    tell();
  }

  private void readOutput() {
    IOException failure = null;
    try (InputStream stdout = process.getInputStream()) {
      byte[] buffer = new byte[OUTPUT_CHUNK_BYTES];
      int read = stdout.read(buffer);
      while (read >= 0 && put(Arrays.copyOf(buffer, read))) {
        read = stdout.read(buffer);
      }
      process.waitFor();
    } catch (IOException failed) {
      failure = failed;
    } catch (InterruptedException stop) {
      throw Sneaky.thrown(stop); // nobody interrupts us
    } finally {
      doneReading(failure);
    }
  }

  private synchronized boolean put(byte[] bytes) {
    while (output.size() >= MOST_CHUNKS && !closed) {
      waitForNews();
    }
    output.add(bytes);
    tell();
    return !closed;
  }

  private synchronized void doneReading(IOException failure) {
    ended = true;
    outputFailure = failure;
    tell();
  }

  private void readErrors() {
    try (InputStream stderr = process.getErrorStream()) {
      errors.readAll(stderr);
    } catch (IOException failed) {
      LOG.warn("Reading the standard error of {}: {}", this, failed.toString());
    }
  }

  private void tell() {
    news = true;
    notifyAll();
  }

  // The end.

  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      stop();
      interrupted |= awaitEnd();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    List<String> said = errorsShown ? List.of() : errors.lines(command.charset());
    if (!said.isEmpty()) {
      LOG.info("{} printed on its standard error, last: {}", this, String.join(" | ", said));
    }
  }

  private void stop() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    if (process.isAlive()) {
      // Asked before it is killed: then nobody knows its children any more. Not by
      // process.destroy(), which waits for a thread of ours that writes.
      List<ProcessHandle> started = process.descendants().toList();
      Stream.concat(Stream.of(process.toHandle()), started.stream())
          .forEach(ProcessHandle::destroyForcibly);
    }
  }

  /**
   * Waits for the process and the threads, but not for ever: a process that has left its parent may
   * hold the pipes for as long as it likes.
   *
   * @return whether the calling thread was interrupted
   */
  private boolean awaitEnd() {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    boolean interrupted = false;
    while (true) {
      try {
        process.waitFor(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        for (Thread thread : threads) {
          TimeUnit.NANOSECONDS.timedJoin(thread, until - System.nanoTime());
        }
        break;
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (process.isAlive() || threads.stream().anyMatch(Thread::isAlive)) {
      LOG.warn(
          "{} is gone, but not what it has started: that holds its input or output, and threads"
              + " that read or write these end with it.",
          this);
    }
    return interrupted;
  }

  /** For messages. */
  @Override
  public String toString() {
    return command + " for partition " + partition;
  }
}
