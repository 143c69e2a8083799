package dev.tidemill.core.pipe;

import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.thread.EngineThread;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process of the operating system that belongs to one task, and the threads that move its bytes:
 * one writes its input, one reads its output, one its standard error. None of them runs code of
 * users.
 *
 * <p>Used by the task's thread. Closing kills the process, and those that it has started, if they
 * still run, and waits until they and the threads are gone.
 */
final class PipedProcess implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(PipedProcess.class);

  private static final int OUTPUT_CHUNK_BYTES = 1 << 16;
  private static final long PATIENCE_SECONDS = 2;

  private final PipeCommand command;
  private final int partition;
  private final Process process;
  private final ErrorTail errors = new ErrorTail();
  private final Thread errorReader;
  private final List<Thread> threads;

  private final ByteTraffic traffic = new ByteTraffic();
  private boolean errorsShown;

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

  ByteTraffic traffic() {
    return traffic;
  }

  /**
   * Called when all has {@linkplain ByteTraffic.Next#ENDED ended}.
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

  private void writeInput() {
    try (OutputStream stdin = process.getOutputStream()) {
      for (byte[] bytes = traffic.takeInput(); bytes != null; bytes = traffic.takeInput()) {
        stdin.write(bytes);
        stdin.flush();
      }
    } catch (IOException readsNoFurther) {
      // It has closed its input or is gone, as it may: head does so. Its exit code says whether
      // that was well.
      return;
    } finally {
      traffic.refuseInput();
    }
  }

  private void readOutput() {
    IOException failure = null;
    try (InputStream stdout = process.getInputStream()) {
      byte[] buffer = new byte[OUTPUT_CHUNK_BYTES];
      int read = stdout.read(buffer);
      while (read >= 0 && traffic.bringOutput(Arrays.copyOf(buffer, read))) {
        read = stdout.read(buffer);
      }
      process.waitFor();
    } catch (IOException failed) {
      failure = new IOException("Reading the output of " + this + ": " + failed, failed);
    } catch (InterruptedException stop) {
      throw Sneaky.thrown(stop); // nobody interrupts us
    } finally {
      traffic.endOutput(failure);
    }
  }

  private void readErrors() {
    try (InputStream stderr = process.getErrorStream()) {
      errors.readAll(stderr);
    } catch (IOException failed) {
      LOG.warn("Reading the standard error of {}: {}", this, failed.toString());
    }
  }

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
    traffic.close();
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
          "{}: the program or what it has started still holds its pipes; the threads that read and"
              + " write them end with it.",
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
