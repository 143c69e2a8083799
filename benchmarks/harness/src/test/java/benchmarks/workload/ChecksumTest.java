package benchmarks.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class ChecksumTest {
  private static long of(String first, long firstCount, String second, long secondCount) {
    Checksum checksum = new Checksum();
    checksum.add(first, firstCount);
    checksum.add(second, secondCount);
    return checksum.value();
  }

  @Test
  void theOrderOfRowsDoesNotMatter() {
    assertEquals(of("a", 1, "b", 2), of("b", 2, "a", 1));
  }

  @Test
  void countsThatChangePlacesDo() {
    assertNotEquals(of("a", 1, "b", 2), of("a", 2, "b", 1));
  }
}
