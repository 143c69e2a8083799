package dev.tidemill.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void plainTextStaysAsItIs() {
    assertEquals("Größe 12 €", Printable.text("Größe 12 €"));
    assertEquals("null", Printable.text(null));
    assertEquals("(a,1)", Printable.text(new dev.tidemill.Tuple2<>("a", 1)));
  }

  @Test
  void controlCharactersCannotForgeALine() {
    assertEquals("a\\nb\\rc\\td\\u0000e\\u001b[0m", Printable.text("a\nb\rc\td\0e\u001b[0m"));
    assertEquals("a\\u2028b\\u0085c", Printable.text("a\u2028b\u0085c"));
  }

  @Test
  void charactersThatTurnTheReadingDirectionAreShownAsCodes() {
    assertEquals("a\\u202eb", Printable.text("a\u202eb"));
  }

  @Test
  void longTextIsCutAndItsLengthNamed() {
    assertEquals("x".repeat(200), Printable.text("x".repeat(200)));
    assertEquals("x".repeat(200) + "... (201 characters)", Printable.text("x".repeat(201)));
  }

  @Test
  void aCutDoesNotSplitACharacterOfTwoUnits() {
    String text = "x".repeat(199) + "\uD83C\uDF0A" + "tail";
    assertEquals("x".repeat(199) + "... (205 characters)", Printable.text(text));
  }

  @Test
  void aValueWhoseTextFailsIsShownByItsClass() {
    Object broken =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no text");
          }
        };
    assertEquals(
        broken.getClass().getName() + " (its toString threw java.lang.IllegalStateException)",
        Printable.text(broken));
  }
}
