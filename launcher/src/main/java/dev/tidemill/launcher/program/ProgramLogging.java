package dev.tidemill.launcher.program;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The logging of programs that bring none: the JDK's own, one line a message on standard error,
 * notices of the engine and warnings of everything else. {@code java.util.logging.config.file} and
 * {@code .class} are obeyed instead, if one is set.
 */
public final class ProgramLogging {
  // The JDK holds loggers weakly; without this the level would vanish with the logger.
  private static final Logger ENGINE = Logger.getLogger("dev.tidemill");

  private ProgramLogging() {}

  /** Sets it up, before anything is logged. */
  public static void install() {
    // Saves slf4j a search through every jar.
    setIfMissing("slf4j.internal.verbosity", "WARN");
    setIfMissing("slf4j.provider", "org.slf4j.jul.JULServiceProvider");
    if (System.getProperty("java.util.logging.config.file") != null
        || System.getProperty("java.util.logging.config.class") != null) {
      return;
    }
    // Read when the first message is written. %5$s is the message, %6$s a stack trace if there is.
    setIfMissing("java.util.logging.SimpleFormatter.format", "%1$tT %5$s%6$s%n");
    Logger.getLogger("").setLevel(Level.WARNING);
    ENGINE.setLevel(Level.INFO);
  }

  private static void setIfMissing(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
