package benchmarks.harness;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResultTest {
  private final Map<Engine, Set<String>> checksums = new EnumMap<>(Engine.class);

  @Test
  void equalResultsAreLetThrough() {
    checksums.put(Engine.TIDEMILL, Set.of("a"));
    checksums.put(Engine.LEGACY, Set.of("a"));
    assertDoesNotThrow(() -> Result.requireEqual(checksums));
  }

  @Test
  void aResultThatDiffersIsNamed() {
    checksums.put(Engine.TIDEMILL, Set.of("a"));
    checksums.put(Engine.LEGACY, Set.of("b"));
    checksums.put(Engine.HAND_WRITTEN, Set.of("a"));
    RunFailedException failed =
        assertThrows(RunFailedException.class, () -> Result.requireEqual(checksums));
    assertEquals("the results differ: tidemill a, legacy b, hand-written a.", failed.getMessage());
  }
}
