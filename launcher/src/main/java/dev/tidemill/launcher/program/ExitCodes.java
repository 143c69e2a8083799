package dev.tidemill.launcher.program;

import dev.tidemill.core.file.UnknownFileSystemException;
import dev.tidemill.core.file.UnsupportedFileOperationException;
import dev.tidemill.runtime.journal.JournalException;
import dev.tidemill.runtime.journal.LeaseHeldException;
import dev.tidemill.runtime.journal.LeaseLostException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** With what the process ends, for scripts and supervisors; docs/operations.md has the table. */
public final class ExitCodes {
  /** It has ended as it should. */
  public static final int ENDED = 0;

  /** A batch failed, the program threw, or what was looked at is not as it should be. */
  public static final int FAILED = 1;

  /** It was asked for wrongly; trying again changes nothing. */
  public static final int USAGE = 2;

  /** Another process has the checkpoint directory. */
  public static final int HELD = 3;

  /** A file system cannot be reached or cannot take more: trying again later may help. */
  public static final int UNAVAILABLE = 75;

  private static final String FILES = "dev.tidemill.core.file.";

  /** Failures of files that stay the same however often one tries. */
  private static final List<Class<? extends IOException>> LASTING =
      List.of(
          JournalException.class,
          UnknownFileSystemException.class,
          UnsupportedFileOperationException.class,
          FileNotFoundException.class,
          NoSuchFileException.class,
          NotDirectoryException.class,
          FileAlreadyExistsException.class,
          AccessDeniedException.class,
          EOFException.class);

  private ExitCodes() {}

  /** The code for what a program or command has thrown. */
  public static int of(Throwable failure) {
    if (failure instanceof UsageException) {
      return USAGE;
    }
    List<Throwable> causes = causes(failure);
    if (causes.stream().anyMatch(ExitCodes::isHeld)) {
      return HELD;
    }
    return unavailable(failure).isPresent() ? UNAVAILABLE : FAILED;
  }

  /** What says that another process has the directory. */
  static Optional<Throwable> held(Throwable failure) {
    return causes(failure).stream().filter(ExitCodes::isHeld).findFirst();
  }

  /** What says that a file system could not be reached: thrown at the file border. */
  static Optional<Throwable> unavailable(Throwable failure) {
    return causes(failure).stream()
        .filter(cause -> cause instanceof IOException && isOfFiles(cause))
        .filter(cause -> LASTING.stream().noneMatch(lasting -> lasting.isInstance(cause)))
        .findFirst();
  }

  private static boolean isHeld(Throwable cause) {
    return cause instanceof LeaseHeldException || cause instanceof LeaseLostException;
  }

  /** A program's own I/O is its own business, whatever it throws. */
  private static boolean isOfFiles(Throwable cause) {
    for (StackTraceElement frame : cause.getStackTrace()) {
      if (frame.getClassName().startsWith(FILES)) {
        return true;
      }
    }
    return false;
  }

  private static List<Throwable> causes(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> causes = new ArrayList<>();
    for (Throwable at = failure; at != null && seen.add(at); at = at.getCause()) {
      causes.add(at);
    }
    return causes;
  }
}
