package dev.tidemill.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.api.java.StorageLevels;
import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageLevelTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NONE                  | StorageLevel(1 replicas)",
        "DISK_ONLY             | StorageLevel(disk, 1 replicas)",
        "DISK_ONLY_2           | StorageLevel(disk, 2 replicas)",
        "DISK_ONLY_3           | StorageLevel(disk, 3 replicas)",
        "MEMORY_ONLY           | StorageLevel(memory, deserialized, 1 replicas)",
        "MEMORY_ONLY_2         | StorageLevel(memory, deserialized, 2 replicas)",
        "MEMORY_ONLY_SER       | StorageLevel(memory, 1 replicas)",
        "MEMORY_ONLY_SER_2     | StorageLevel(memory, 2 replicas)",
        "MEMORY_AND_DISK       | StorageLevel(disk, memory, deserialized, 1 replicas)",
        "MEMORY_AND_DISK_2     | StorageLevel(disk, memory, deserialized, 2 replicas)",
        "MEMORY_AND_DISK_SER   | StorageLevel(disk, memory, 1 replicas)",
        "MEMORY_AND_DISK_SER_2 | StorageLevel(disk, memory, 2 replicas)",
        "OFF_HEAP              | StorageLevel(disk, memory, offheap, 1 replicas)"
      })
  void everyNamedLevelIsWhatItsNameSays(String name, String text) throws Exception {
    StorageLevel level = StorageLevel.fromString(name);
    assertEquals(text, level.toString());
    assertSame(level, StorageLevel.class.getMethod(name).invoke(null));
    Field constant = StorageLevels.class.getField(name);
    assertSame(level, constant.get(null));
    assertEquals(
        level,
        StorageLevels.create(
            level.useDisk(),
            level.useMemory(),
            level.useOffHeap(),
            level.deserialized(),
            level.replication()));
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> StorageLevel.fromString("MEMORY"));
    assertTrue(refused.getMessage().startsWith("Invalid StorageLevel: MEMORY;"));
    assertTrue(refused.getMessage().contains("MEMORY_ONLY"));
    assertThrows(IllegalArgumentException.class, () -> StorageLevel.fromString(null));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 40})
  void replicationOutOfBoundsIsRefused(int replication) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new StorageLevel(true, false, false, false, replication));
  }

  @Test
  void objectsOutsideTheHeapAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new StorageLevel(true, true, true, true, 1));
  }

  @Test
  void onlyALevelThatKeepsSomewhereIsValid() {
    assertFalse(StorageLevel.NONE().isValid());
    assertTrue(StorageLevel.DISK_ONLY().isValid());
    assertTrue(StorageLevel.MEMORY_ONLY().isValid());
  }

  @Test
  void isEqualByValue() {
    StorageLevel same = new StorageLevel(false, true, false, true, 1);
    assertEquals(StorageLevel.MEMORY_ONLY(), same);
    assertEquals(StorageLevel.MEMORY_ONLY().hashCode(), same.hashCode());
    assertNotEquals(StorageLevel.MEMORY_ONLY(), StorageLevel.MEMORY_ONLY_2());
  }

  @Test
  void levelsAreMadeAndDescribed() {
    assertEquals(StorageLevel.MEMORY_AND_DISK_2(), StorageLevel.apply(true, true, true, 2));
    StorageLevel offHeap = StorageLevel.apply(true, true, true, false, 1);
    assertEquals(StorageLevel.OFF_HEAP(), offHeap);
    assertEquals("Disk Memory (off heap) Serialized 1x Replicated", offHeap.description());
    assertEquals("Memory Deserialized 1x Replicated", StorageLevel.MEMORY_ONLY().description());
    assertEquals("Disk Serialized 2x Replicated", StorageLevel.DISK_ONLY_2().description());
  }
}
