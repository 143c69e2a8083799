package dev.tidemill.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
  @ParameterizedTest
  @CsvSource({
    "200, 200",
    "200ms, 200",
    "' 3 s ', 3000",
    "2m, 120000",
    "2min, 120000",
    "1H, 3600000",
    "1d, 86400000",
    "-5s, -5000",
    "0, 0",
    "1500us, 1"
  })
  void timesAreMilliseconds(String text, long millis) {
    assertEquals(millis, Units.millis("wait", text, "ms"));
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7168",
    "7b, 7",
    "1k, 1024",
    "1KB, 1024",
    "64m, 67108864",
    "2g, 2147483648",
    "1tb, 1099511627776",
    "1p, 1125899906842624"
  })
  void sizesAreBytes(String text, long bytes) {
    assertEquals(bytes, Units.bytes("room", text, "k"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "1.5s", "10 parsecs", "1s 2ms", "0x10", "1k", "\u0661s"})
  void whatIsNoTimeIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Units.millis("wait", text, "ms"));
  }

  @Test
  void theErrorNamesTheSettingTheValueAndTheUnits() {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> Units.bytes("room", "5\nz", "b"));
    assertTrue(
        refused.getMessage().startsWith("room is \"5\\nz\"; expected a size such as 512k"),
        refused.getMessage());
    assertTrue(refused.getMessage().contains("(units: b, k, kb,"), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808ms", "9223372036854775807s"})
  void whatDoesNotFitIsRefused(String text) {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> Units.millis("wait", text, "ms"));
    assertTrue(refused.getMessage().contains("below 2^63"), refused.getMessage());
  }
}
