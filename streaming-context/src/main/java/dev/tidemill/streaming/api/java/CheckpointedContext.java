package dev.tidemill.streaming.api.java;

import static dev.tidemill.core.error.Arguments.requireFunction;
import static dev.tidemill.core.error.Arguments.requireText;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkException;
import dev.tidemill.api.java.function.Function0;
import dev.tidemill.core.conf.HadoopSettings;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.file.UnknownFileSystemException;
import dev.tidemill.core.text.Printable;
import dev.tidemill.runtime.journal.JournalReader;
import dev.tidemill.runtime.recovery.LoadAhead;
import dev.tidemill.streaming.StreamingContextState;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes contexts that go on where an earlier process ended. */
final class CheckpointedContext {
  private static final String NAME = "getOrCreate";

  private CheckpointedContext() {}

  static JavaStreamingContext make(
      String directory, Function0<JavaStreamingContext> factory, boolean createOnError) {
    requireText(NAME, "checkpointPath", directory);
    requireFunction(NAME, factory);
    boolean readable = isReadable(directory, createOnError);
    JavaStreamingContext context = made(factory);
    context.ssc().checkpoint(directory, readable);
    return context;
  }

  /** Before the function runs: a program that cannot go on need not begin. */
  private static boolean isReadable(String directory, boolean createOnError) {
    LoadAhead logging = LoadAhead.logging();
    try {
      JournalReader.open(FileStores.open(directory, HadoopSettings.of(new SparkConf())))
          .ifPresent(LoadAhead::recovery);
      return true;
    } catch (UnknownFileSystemException unknown) {
      return true; // Settings of the program may serve it; it is asked again with those.
    } catch (IOException unreadable) {
      if (!createOnError) {
        throw Sneaky.thrown(
            new SparkException(
                "Failed to read checkpoint from directory "
                    + Printable.text(directory)
                    + ": "
                    + unreadable.getMessage(),
                unreadable));
      }
      Logger log = LoggerFactory.getLogger(CheckpointedContext.class); // not before it is set up
      log.warn(
          "{} cannot be read, so the program begins anew: {}",
          Printable.text(directory),
          unreadable.toString());
      return false;
    } finally {
      await(logging); // before code of the program runs
    }
  }

  private static void await(LoadAhead logging) {
    try {
      logging.await();
    } catch (InterruptedException interrupted) {
      throw Sneaky.thrown(interrupted);
    }
  }

  private static JavaStreamingContext made(Function0<JavaStreamingContext> factory) {
    JavaStreamingContext context;
    try {
      context = factory.call();
    } catch (Exception failed) {
      throw Sneaky.thrown(failed);
    }
    if (context == null) {
      throw new IllegalStateException(
          NAME + ": the function returned null; return the JavaStreamingContext that it makes.");
    }
    if (context.getState() != StreamingContextState.INITIALIZED) {
      throw new IllegalStateException(
          NAME
              + ": the function returned a context that is "
              + context.getState()
              + "; it must make a new one and leave start() to its caller.");
    }
    return context;
  }
}
