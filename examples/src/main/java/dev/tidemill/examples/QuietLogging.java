package dev.tidemill.examples;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The one logging backend of the examples: the JDK's own, one line a message on standard error,
 * notices of the engine and warnings of everything else.
 */
final class QuietLogging {
  // The JDK holds loggers weakly; without this the level would vanish with the logger.
  private static final Logger ENGINE = Logger.getLogger("dev.tidemill");

  private QuietLogging() {}

  static void install() {
    // Read when the first message is written. %5$s is the message, %6$s a stack trace if there is.
    System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tT %5$s%6$s%n");
    // Saves slf4j a search through every jar on the class path.
    System.setProperty("slf4j.internal.verbosity", "WARN");
    System.setProperty("slf4j.provider", "org.slf4j.jul.JULServiceProvider");
    Logger.getLogger("").setLevel(Level.WARNING);
    ENGINE.setLevel(Level.INFO);
  }
}
