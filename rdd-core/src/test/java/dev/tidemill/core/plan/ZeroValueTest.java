package dev.tidemill.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.codec.Codec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZeroValueTest {
  private static final Codec CODEC = Codec.plain();

  @Test
  void whatIsImmutableIsShared() {
    String text = "text";
    assertSame(text, ZeroValue.of("fold", text, CODEC).copy());
    assertSame(Thread.State.NEW, ZeroValue.of("fold", Thread.State.NEW, CODEC).copy());
    assertNull(ZeroValue.of("fold", null, CODEC).copy());
  }

  @Test
  void everythingElseIsCopiedDeeply() {
    List<List<Integer>> given = new ArrayList<>(List.of(new ArrayList<>(List.of(1))));
    ZeroValue<List<List<Integer>>> zero = ZeroValue.of("fold", given, CODEC);
    List<List<Integer>> copy = zero.copy();
    assertEquals(given, copy);
    assertNotSame(given, copy);
    copy.get(0).add(2);
    given.get(0).add(3);
    assertEquals(List.of(List.of(1)), zero.copy());
    int[] array = {1};
    assertNotSame(array, ZeroValue.of("fold", array, CODEC).copy());
  }

  @Test
  void aListWithSomethingThatCannotBeCopiedIsRefused() {
    List<Object> list = new ArrayList<>(List.of(new Thread()));
    String message =
        assertThrows(IllegalArgumentException.class, () -> ZeroValue.of("fold", list, CODEC))
            .getMessage();
    assertTrue(
        message.startsWith("fold: zeroValue of java.util.ArrayList cannot be copied"), message);
  }
}
