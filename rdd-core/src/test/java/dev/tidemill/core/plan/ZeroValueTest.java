package dev.tidemill.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZeroValueTest {
  @Test
  void whatIsImmutableIsShared() {
    String text = "text";
    assertSame(text, ZeroValue.of("fold", text).copy());
    assertSame(Thread.State.NEW, ZeroValue.of("fold", Thread.State.NEW).copy());
    assertNull(ZeroValue.of("fold", null).copy());
  }

  @Test
  void everythingElseIsCopiedDeeply() {
    List<List<Integer>> given = new ArrayList<>(List.of(new ArrayList<>(List.of(1))));
    ZeroValue<List<List<Integer>>> zero = ZeroValue.of("fold", given);
    List<List<Integer>> copy = zero.copy();
    assertEquals(given, copy);
    assertNotSame(given, copy);
    copy.get(0).add(2);
    given.get(0).add(3);
    assertEquals(List.of(List.of(1)), zero.copy());
    int[] array = {1};
    assertNotSame(array, ZeroValue.of("fold", array).copy());
  }

  @Test
  void aListWithSomethingThatCannotBeCopiedIsRefused() {
    List<Object> list = new ArrayList<>(List.of(new Object()));
    String message =
        assertThrows(IllegalArgumentException.class, () -> ZeroValue.of("fold", list)).getMessage();
    assertTrue(
        message.startsWith("fold: zeroValue of java.util.ArrayList cannot be copied"), message);
  }
}
