package dev.tidemill.api.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionalTest {
  @Test
  void aValueIsPresentAndGiven() {
    Optional<String> present = Optional.of("a");
    assertTrue(present.isPresent());
    assertEquals("a", present.get());
    assertEquals("a", present.or("b"));
    assertEquals("a", present.orElse("b"));
    assertEquals("a", present.orNull());
    assertEquals("Optional[a]", present.toString());
  }

  @Test
  void anEmptyOneGivesTheFallbackWhichMayBeNull() {
    Optional<String> empty = Optional.empty();
    assertFalse(empty.isPresent());
    assertEquals("b", empty.or("b"));
    assertEquals("b", empty.orElse("b"));
    assertNull(empty.or(null));
    assertNull(empty.orElse(null));
    assertNull(empty.orNull());
    assertEquals("Optional.empty", empty.toString());
  }

  @Test
  void nothingCanBeGotFromAnEmptyOneNorMadeOfNull() {
    assertThrows(NullPointerException.class, () -> Optional.empty().get());
    assertThrows(NullPointerException.class, () -> Optional.of(null));
  }

  @Test
  void nullIsTheEmptyOneWhereItIsAllowed() {
    assertEquals(Optional.empty(), Optional.ofNullable(null));
    assertEquals(Optional.empty(), Optional.fromNullable(null));
    assertEquals(Optional.of(1), Optional.ofNullable(1));
    assertEquals(Optional.of(1), Optional.fromNullable(1));
    assertSame(Optional.empty(), Optional.absent());
  }

  @Test
  void isEqualByValue() {
    assertEquals(Optional.of("a"), Optional.of("a"));
    assertEquals(Optional.of("a").hashCode(), Optional.of("a").hashCode());
    assertEquals(0, Optional.empty().hashCode());
    assertNotEquals(Optional.of("a"), Optional.of("b"));
    assertNotEquals(Optional.of("a"), Optional.empty());
    assertNotEquals(Optional.of("a"), "a");
  }

  @Test
  void travelsWithItsValue() throws Exception {
    for (Optional<String> optional : List.of(Optional.of("a"), Optional.<String>empty())) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      new ObjectOutputStream(bytes).writeObject(optional);
      assertEquals(
          optional,
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject());
    }
  }
}
