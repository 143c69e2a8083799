package dev.tidemill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HashPartitionerTest {
  @Test
  void theNullKeyLivesInPartitionZero() {
    assertEquals(0, new HashPartitioner(7).getPartition(null));
  }

  @Test
  void negativeHashesGiveNonNegativePartitions() {
    assertEquals(2, new HashPartitioner(3).getPartition(-1));
    assertEquals(
        Math.floorMod(Integer.MIN_VALUE, 3),
        new HashPartitioner(3).getPartition(Integer.MIN_VALUE));
  }

  @Test
  void noPartitionsAreAllowed() {
    assertEquals(0, new HashPartitioner(0).numPartitions());
  }

  @Test
  void aNegativeNumberIsRefusedWithItsValue() {
    var refused = assertThrows(IllegalArgumentException.class, () -> new HashPartitioner(-1));
    assertTrue(refused.getMessage().contains("(-1)"), refused.getMessage());
  }

  @Test
  void isEqualByItsNumberOfPartitions() {
    assertEquals(new HashPartitioner(3), new HashPartitioner(3));
    assertEquals(new HashPartitioner(3).hashCode(), new HashPartitioner(3).hashCode());
    assertNotEquals(new HashPartitioner(3), new HashPartitioner(4));
    assertEquals("HashPartitioner(3)", new HashPartitioner(3).toString());
  }
}
