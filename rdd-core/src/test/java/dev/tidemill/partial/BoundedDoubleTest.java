package dev.tidemill.partial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class BoundedDoubleTest {
  private final BoundedDouble bounded = new BoundedDouble(2, 0.9, 1.5, 3.25);

  @Test
  void itTellsItsParts() {
    assertEquals(2, bounded.mean());
    assertEquals(0.9, bounded.confidence());
    assertEquals(1.5, bounded.low());
    assertEquals(3.25, bounded.high());
    assertEquals("[1.500, 3.250]", bounded.toString());
  }

  @Test
  void equalPartsAreEqual() {
    BoundedDouble same = new BoundedDouble(2, 0.9, 1.5, 3.25);
    assertEquals(bounded, same);
    assertEquals(bounded.hashCode(), same.hashCode());
    assertNotEquals(bounded, new BoundedDouble(2.1, 0.9, 1.5, 3.25));
    assertNotEquals(bounded, new BoundedDouble(2, 0.8, 1.5, 3.25));
    assertNotEquals(bounded, new BoundedDouble(2, 0.9, 1.4, 3.25));
    assertNotEquals(bounded, new BoundedDouble(2, 0.9, 1.5, 3.3));
  }

  @Test
  void aKnownNumberHasNoRoom() {
    assertEquals(new BoundedDouble(4, 1, 4, 4), BoundedDouble.exactly(4));
  }
}
