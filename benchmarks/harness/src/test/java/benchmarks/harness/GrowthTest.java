package benchmarks.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GrowthTest {
  @Test
  void whatDoublesWithTheSizeHasAPowerOfOne() {
    assertEquals(1, Growth.power(new double[] {10, 20, 80}, new double[] {3, 6, 24}), 1e-9);
  }

  @Test
  void whatStaysAsItIsHasAPowerOfZero() {
    assertEquals(0, Growth.power(new double[] {10, 20, 80}, new double[] {3, 3, 3}), 1e-9);
  }
}
