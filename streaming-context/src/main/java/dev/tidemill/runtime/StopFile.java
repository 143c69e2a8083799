package dev.tidemill.runtime;

import dev.tidemill.SparkContext;
import dev.tidemill.core.conf.HadoopSettings;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.text.Printable;
import dev.tidemill.core.thread.EngineThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for the file whose appearance stops a context: after a tick, at most once in a second of
 * the batch clock, on a thread of its own, so that no batch waits for a slow file system. While a
 * look is under way there is no other, and none after the file was seen.
 */
final class StopFile {
  private static final Logger LOG = LoggerFactory.getLogger(StopFile.class);
  private static final String SETTING = "tidemill.stop.file";
  private static final long BETWEEN_LOOKS_MS = 1000;

  private final FileStore directory;
  private final String name;
  private final Runnable stop;
  private final Executor executor;
  private final AtomicBoolean looking = new AtomicBoolean();
  // Guarded by looking.
  private boolean failing;
  // Of the thread that ticks.
  private long lastLook = Long.MIN_VALUE / 2;

  StopFile(FileStore directory, String name, Runnable stop, Executor executor) {
    this.directory = directory;
    this.name = name;
    this.stop = stop;
    this.executor = executor;
  }

  /**
   * At the start, when there must be no such file.
   *
   * @param location the file, on the local disk or any file system of Hadoop
   * @param stop called once, when the file is seen; must not wait
   * @param stepped whether nothing may happen on a thread of its own
   * @throws IllegalStateException if the file is there
   */
  static Optional<StopFile> open(
      SparkContext context, Optional<String> location, Runnable stop, boolean stepped) {
    if (location.isEmpty()) {
      return Optional.empty();
    }
    try {
      StopFile file = at(context, location.get(), stop, stepped);
      file.requireAbsent();
      return Optional.of(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(
          SETTING + ": '" + location.get() + "' cannot be looked for: " + failed, failed);
    }
  }

  private static StopFile at(
      SparkContext context, String location, Runnable stop, boolean stepped) {
    int slash = location.lastIndexOf('/');
    String name = location.substring(slash + 1);
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          SETTING + " is " + Printable.text(location) + ", a directory; name a file in it.");
    }
    String parent = slash < 0 ? "." : location.substring(0, slash + 1);
    return new StopFile(
        FileStores.openFor(SETTING, parent, HadoopSettings.of(context.getConf())),
        name,
        stop,
        stepped ? Runnable::run : look -> new EngineThread(look, "tidemill-stop-file").start());
  }

  void requireAbsent() throws IOException {
    if (directory.status(name).isPresent()) {
      throw new IllegalStateException(
          "start: the stop file "
              + this
              + " is there already, perhaps from the last stop; delete it, or name another one by"
              + " tidemill.stop.file.");
    }
  }

  /** The batch clock shows {@code now}. Returns at once. */
  void tick(long now) {
    // A clock may be set back.
    boolean due = now - lastLook >= BETWEEN_LOOKS_MS || now < lastLook;
    if (due && looking.compareAndSet(false, true)) {
      lastLook = now;
      executor.execute(this::look);
    }
  }

  private void look() {
    try {
      if (directory.status(name).isPresent()) {
        LOG.info("The context stops gracefully, since {} is there.", this);
        stop.run();
        return;
      }
      failing = false;
    } catch (IOException | RuntimeException failed) {
      if (!failing) {
        failing = true;
        LOG.warn(
            "The stop file {} cannot be looked for; it is tried again, and said once: {}",
            this,
            failed.toString());
      }
    }
    looking.set(false);
  }

  @Override
  public String toString() {
    String root = directory.root();
    return Printable.text(root.endsWith("/") ? root + name : root + "/" + name);
  }
}
