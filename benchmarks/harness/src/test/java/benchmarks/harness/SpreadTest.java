package benchmarks.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
    assertEquals(new Spread(1, 2.5, 9), Spread.of(9, 2, 3, 1));
  }

  @Test
  void threeDigitsCount() {
    assertEquals("0.0123", Spread.digits(0.012345));
    assertEquals("1.23", Spread.digits(1.2345));
    assertEquals("123", Spread.digits(123.45));
    assertEquals("12345", Spread.digits(12345.4));
  }
}
