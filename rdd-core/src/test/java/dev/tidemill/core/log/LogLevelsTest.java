package dev.tidemill.core.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class LogLevelsTest {
  @AfterEach
  void showWhatIsShownByDefault() {
    LogLevels.set("INFO");
  }

  @ParameterizedTest
  @CsvSource({
    "ALL, ALL",
    "trace, FINEST",
    "Debug, FINE",
    "INFO, INFO",
    "WARN, WARNING",
    "ERROR, SEVERE",
    "FATAL, SEVERE",
    "off, OFF"
  })
  void everyLegacyNameSetsTheRootAndItsHandlers(String name, String jdkLevel) {
    LogLevels.set(name);
    Level level = Level.parse(jdkLevel);
    assertEquals(level, Logger.getLogger("").getLevel());
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      assertEquals(level, handler.getLevel());
    }
  }

  @Test
  void theLevelHoldsForWhatIsLoggedThroughSlf4j() {
    org.slf4j.Logger log = LoggerFactory.getLogger("dev.tidemill.some.place");
    LogLevels.set("DEBUG");
    assertTrue(log.isDebugEnabled());
    LogLevels.set("ERROR");
    assertFalse(log.isWarnEnabled());
    assertTrue(log.isErrorEnabled());
  }

  @Test
  void anotherNameIsRefusedWithTheKnownOnes() {
    var refused = assertThrows(IllegalArgumentException.class, () -> LogLevels.set("LOUD"));
    assertEquals(
        "Supplied level LOUD did not match one of: ALL,DEBUG,ERROR,FATAL,INFO,OFF,TRACE,WARN",
        refused.getMessage());
    assertThrows(IllegalArgumentException.class, () -> LogLevels.set(null));
  }
}
