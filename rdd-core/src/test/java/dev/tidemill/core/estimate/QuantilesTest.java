package dev.tidemill.core.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values as tables in books have them. */
class QuantilesTest {
  @ParameterizedTest
  @CsvSource({
    "0.5, 0.674490",
    "0.682689492, 1.000000",
    "0.90, 1.644854",
    "0.95, 1.959964",
    "0.99, 2.575829",
    "0.999, 3.290527",
    "0.999999998, 5.997807"
  })
  void ofTheNormalDistribution(double share, double deviations) {
    assertEquals(deviations, Quantiles.normal(share), 1e-6);
  }

  @ParameterizedTest
  @CsvSource({
    "0.95, 1, 12.706205",
    "0.95, 2, 4.302653",
    "0.95, 3, 3.182446",
    "0.95, 4, 2.776445",
    "0.99, 5, 4.032143",
    "0.95, 9, 2.262157",
    "0.90, 10, 1.812461",
    "0.95, 30, 2.042272",
    "0.95, 100, 1.983972",
    "0.50, 7, 0.711142"
  })
  void ofStudentsDistribution(double share, long degrees, double deviations) {
    assertEquals(deviations, Quantiles.student(share, degrees), 1e-6);
  }

  @Test
  void studentsDistributionBecomesTheNormalOne() {
    assertEquals(1.959964, Quantiles.student(0.95, 1001), 1e-6);
    assertEquals(Quantiles.normal(0.95), Quantiles.student(0.95, 1000), 0.005);
    assertEquals(Quantiles.normal(0.99), Quantiles.student(0.99, Long.MAX_VALUE));
  }

  @Test
  void nothingAndEverything() {
    assertEquals(0, Quantiles.normal(0), 1e-300);
    assertEquals(0, Quantiles.student(0, 5), 1e-300);
    assertEquals(Double.POSITIVE_INFINITY, Quantiles.normal(1));
    assertEquals(Double.POSITIVE_INFINITY, Quantiles.student(1, 5));
    assertEquals(8.5, Quantiles.normal(Math.nextDown(1.0)), 0.5);
  }
}
