package dev.tidemill.core.log;

import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the level of whatever backend is behind slf4j. The libraries depend on slf4j's interface
 * only, which has no such call, so the backends are found by the name of their factory.
 */
public final class LogLevels {
  private static final Map<String, Level> JDK_LEVELS = new TreeMap<>();

  static {
    JDK_LEVELS.put("ALL", Level.ALL);
    JDK_LEVELS.put("TRACE", Level.FINEST);
    JDK_LEVELS.put("DEBUG", Level.FINE);
    JDK_LEVELS.put("INFO", Level.INFO);
    JDK_LEVELS.put("WARN", Level.WARNING);
    JDK_LEVELS.put("ERROR", Level.SEVERE);
    JDK_LEVELS.put("FATAL", Level.SEVERE);
    JDK_LEVELS.put("OFF", Level.OFF);
  }

  // The JDK holds loggers weakly; without this our level would vanish with them.
  private static final Logger OURS = Logger.getLogger("dev.tidemill");

  private LogLevels() {}

  /**
   * @throws IllegalArgumentException if there is no such level
   */
  public static void set(String level) {
    String name = level == null ? "null" : level.toUpperCase(Locale.ROOT);
    Level jdkLevel = JDK_LEVELS.get(name);
    if (jdkLevel == null) {
      throw new IllegalArgumentException(
          "Supplied level "
              + level
              + " did not match one of: "
              + String.join(",", JDK_LEVELS.keySet()));
    }
    String factory = LoggerFactory.getILoggerFactory().getClass().getName();
    try {
      if (factory.startsWith("ch.qos.logback.")) {
        setLogback(name);
      } else if (factory.startsWith("org.apache.logging.")) {
        setLog4j(name);
      } else if (factory.equals("org.slf4j.jul.JDK14LoggerFactory")) {
        setJdk(jdkLevel);
      } else {
        LoggerFactory.getLogger(LogLevels.class)
            .warn("setLogLevel({}) has no effect: the backend {} has no such call.", name, factory);
      }
    } catch (ReflectiveOperationException failed) {
      Throwable cause = failed instanceof InvocationTargetException ? failed.getCause() : failed;
      throw new IllegalStateException(
          "Could not set the level of the logging backend " + factory + ".", cause);
    }
  }

  private static void setJdk(Level level) {
    Logger root = Logger.getLogger("");
    root.setLevel(level);
    OURS.setLevel(level);
    for (Handler handler : root.getHandlers()) {
      handler.setLevel(level);
    }
  }

  private static void setLogback(String name) throws ReflectiveOperationException {
    Object root = LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Class<?> type = Class.forName("ch.qos.logback.classic.Level");
    Object level = type.getMethod("toLevel", String.class).invoke(null, fatalIsError(name));
    root.getClass().getMethod("setLevel", type).invoke(root, level);
  }

  private static void setLog4j(String name) throws ReflectiveOperationException {
    Class<?> type = Class.forName("org.apache.logging.log4j.Level");
    Object level = type.getMethod("toLevel", String.class).invoke(null, name);
    Class.forName("org.apache.logging.log4j.core.config.Configurator")
        .getMethod("setRootLevel", type)
        .invoke(null, level);
  }

  private static String fatalIsError(String name) {
    return name.equals("FATAL") ? "ERROR" : name;
  }
}
