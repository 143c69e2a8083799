package dev.tidemill.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Tuple2;
import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordSizesTest {
  private final RecordSizes sizes = new RecordSizes();

  record Line(String text, int number) {}

  static final class Chain {
    Chain next;
  }

  @Test
  void textAndBytesGoByTheirLength() {
    assertEquals(48 + 2000, sizes.of("x".repeat(1000)));
    assertEquals(24 + 1000, sizes.of(new byte[1000]));
    assertEquals(24 + 8000, sizes.of(new double[1000]));
  }

  @Test
  void whatIsInsideCounts() {
    String large = "x".repeat(10_000);
    assertTrue(ObjectWalk.measure(new Tuple2<>(1, large)) > 10_000);
    assertTrue(ObjectWalk.measure(List.of(large, large)) > 20_000);
    assertTrue(ObjectWalk.measure(Map.of("key", large)) > 10_000);
    assertTrue(ObjectWalk.measure(new Line(large, 1)) > 10_000);
    assertTrue(ObjectWalk.measure(new Object[] {large, null}) > 10_000);
  }

  @Test
  void aKindInUseIsLookedIntoOnceInAWhile() {
    long first = sizes.of(new Line("short", 1));
    assertEquals(first, sizes.of(new Line("x".repeat(10_000), 2)));
    long later = 0;
    for (int i = 0; i < 40; i++) {
      later = sizes.of(new Line("x".repeat(10_000), i));
    }
    assertTrue(later > 10_000, "guess " + later);
  }

  @Test
  void ringsAndClosedClassesAreNoTrouble() {
    Chain ring = new Chain();
    ring.next = ring;
    assertTrue(ObjectWalk.measure(ring) > 0);
    assertTrue(ObjectWalk.measure(new BigDecimal("1")) > 0);
    assertTrue(ObjectWalk.measure(Thread.currentThread()) > 0);
  }

  @Test
  void aCollectionThatCannotBeLookedAtIsNoTroubleEither() {
    List<String> refusing =
        new AbstractList<>() {
          @Override
          public String get(int index) {
            throw new UnsupportedOperationException("only in batches");
          }

          @Override
          public int size() {
            return 3;
          }
        };
    assertTrue(ObjectWalk.measure(refusing) > 0);
  }
}
