package dev.tidemill.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
  private static final int LIMIT = 1 << 20;

  /**
   * Gives at most so many bytes for each read, and fails when it is asked for more than there is.
   */
  private static final class Dripping extends InputStream {
    private final byte[] bytes;
    private final int most;
    private int next;
    private boolean closed;

    Dripping(byte[] bytes, int most) {
      this.bytes = bytes;
      this.most = most;
    }

    @Override
    public int read() {
      return next < bytes.length ? bytes[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (next == bytes.length) {
        return -1;
      }
      int count = Math.min(Math.min(most, length), bytes.length - next);
      System.arraycopy(bytes, next, into, offset, count);
      next += count;
      return count;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static LineReader reader(byte[] bytes, int limit) {
    return new LineReader(new ByteArrayInputStream(bytes), 0, bytes.length, limit);
  }

  private static List<String> lines(LineReader reader) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      lines.add(line);
    }
    assertNull(reader.readLine(), "the end is not the end");
    return lines;
  }

  private static List<String> lines(String latin1) throws IOException {
    return lines(reader(bytes(latin1), LIMIT));
  }

  @Test
  void allThreeEndsEndALine() throws IOException {
    assertEquals(List.of("a", "b", "c", "d"), lines("a\nb\rc\r\nd"));
  }

  @Test
  void emptyLinesAreKept() throws IOException {
    assertEquals(List.of("", "", "", "", "a", ""), lines("\n\r\r\n\na\n\n"));
    assertEquals(List.of("", ""), lines("\n\r"));
  }

  @Test
  void whatFollowsTheLastEndIsALineOfItsOwn() throws IOException {
    assertEquals(List.of("a"), lines("a\n"));
    assertEquals(List.of("a", "b"), lines("a\nb"));
    assertEquals(List.of(), lines(""));
  }

  @Test
  void malformedBytesBecomeReplacementCharacters() throws IOException {
    assertEquals(List.of("a\ufffdb"), lines("a\u0080b"));
    assertEquals(List.of("a\ufffd", "b"), lines("a\u00e2\nb"));
    assertEquals(List.of("a\0b"), lines("a\0b"));
    assertEquals(List.of("\ufeffa"), lines("\u00ef\u00bb\u00bfa"));
  }

  /** Ends of all kinds, an overlong slash, half a surrogate, characters cut short, NUL, no end. */
  private static final byte[] NASTY =
      bytes(
          "\r\r\n\n\ra\u00c3\u00a4\r\n\u00c0\u00af\n\u00ed\u00a0\u0080\r\u00f0\u009f\u008c\n"
              + "\u00f0\u009f\u008c\u008a\0\u0001\r\n\r\n\u00ff\u00fe\u00e2\u0082");

  @Test
  void theLinesDoNotDependOnHowTheBytesArrive() throws IOException {
    for (int length = 0; length <= NASTY.length; length++) {
      byte[] part = java.util.Arrays.copyOf(NASTY, length);
      List<String> expected = new ArrayList<>();
      // A plain definition of the same rule, over text.
      String text = new String(part, StandardCharsets.ISO_8859_1);
      String[] pieces = text.split("\r\n|\r|\n", -1);
      for (int i = 0; i < pieces.length; i++) {
        if (i < pieces.length - 1 || !pieces[i].isEmpty()) {
          expected.add(new String(bytes(pieces[i]), StandardCharsets.UTF_8));
        }
      }
      for (int most = 1; most <= length + 1; most++) {
        LineReader dripping = new LineReader(new Dripping(part, most), 0, length, LIMIT);
        assertEquals(expected, lines(dripping), length + " bytes, " + most + " at a time");
      }
    }
  }

  @Test
  void theBufferGrowsForALineLongerThanItsFirstSize() throws IOException {
    String line = "0123456789".repeat(30_000);
    assertEquals(List.of(line, "b", line), lines(line + "\nb\r\n" + line));
  }

  @Test
  void aCarriageReturnIsNotHeldBackForTheNextByte() throws IOException {
    InputStream neverAnswers =
        new InputStream() {
          private int reads;

          @Override
          public int read() {
            throw new UnsupportedOperationException();
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            assertEquals(1, ++reads, "it waits for the byte behind the carriage return");
            into[offset] = 'a';
            into[offset + 1] = '\r';
            return 2;
          }
        };
    assertEquals("a", new LineReader(neverAnswers, 0, Long.MAX_VALUE, LIMIT).readLine());
  }

  @Test
  void bytesBehindOursAreNotRead() throws IOException {
    Dripping in = new Dripping(bytes("abc\ndef\nghi"), 3);
    assertEquals(List.of("abc", "de"), lines(new LineReader(in, 0, 6, LIMIT)));
    assertEquals(6, in.next);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r", "\r\n", "\nb", "\r\nb"})
  void aLineOfExactlyTheLimitIsRead(String rest) throws IOException {
    for (int most = 1; most < 12; most++) {
      byte[] bytes = bytes("0123456789" + rest);
      LineReader exact = new LineReader(new Dripping(bytes, most), 0, bytes.length, 10);
      assertEquals("0123456789", exact.readLine());
      assertEquals(rest.endsWith("b") ? "b" : null, exact.readLine());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0123456789x", "0123456789xy", "0123456789012345678901234567890123456789"})
  void aLongerLineIsRefusedAndPassedOver(String line) throws IOException {
    for (String end : List.of("\n", "\r", "\r\n")) {
      for (int most = 1; most < 50; most++) {
        byte[] bytes = bytes("ab\n" + line + end + "next" + end + line);
        LineReader limited = new LineReader(new Dripping(bytes, most), 100, bytes.length, 10);
        assertEquals("ab", limited.readLine());
        LineTooLongException refused = assertThrows(LineTooLongException.class, limited::readLine);
        assertEquals(
            "The line at byte 103 is longer than 10 bytes; raise tidemill.line.maxBytes if such"
                + " lines are meant.",
            refused.getMessage());
        assertEquals("next", limited.readLine());
        assertThrows(LineTooLongException.class, limited::readLine);
        assertNull(limited.readLine());
      }
    }
  }

  @Test
  void theStartOfTheNextLineIsKnownInBytes() throws IOException {
    byte[] bytes = bytes("\u00c3\u00a4\r\nb\rc\n\r\n");
    for (int most = 1; most <= bytes.length; most++) {
      LineReader reader = new LineReader(new Dripping(bytes, most), 1_000, bytes.length, LIMIT);
      List<Long> starts = new ArrayList<>();
      do {
        starts.add(reader.nextLineStart());
      } while (reader.readLine() != null);
      assertEquals(List.of(1_000L, 1_004L, 1_006L, 1_008L, 1_010L), starts);
    }
  }

  @Test
  void aLimitBelowOneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> reader(bytes("a"), 0));
  }

  @Test
  void theLargestLimitCostsNoMemory() throws IOException {
    assertEquals(List.of("a"), lines(reader(bytes("a\n"), Integer.MAX_VALUE)));
  }

  @Test
  void closingClosesTheStream() throws IOException {
    Dripping in = new Dripping(bytes("a"), 1);
    new LineReader(in, 0, 1, LIMIT).close();
    assertTrue(in.closed);
  }
}
