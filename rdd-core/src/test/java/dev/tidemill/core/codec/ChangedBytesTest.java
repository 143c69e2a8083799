package dev.tidemill.core.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bytes that were cut off or changed give a value or a CodecException, and cost no memory. */
@Timeout(120)
class ChangedBytesTest {
  private final Codec codec = Codec.plain();

  /** All but the largest, which says nothing new. */
  private static List<Object> samples() {
    return Samples.all().stream()
        .filter(sample -> !(sample instanceof String text && text.length() > 100))
        .toList();
  }

  private void decodeOrRefuse(byte[] bytes) {
    try {
      codec.decode(bytes);
    } catch (CodecException refused) {
      assertTrue(refused.getMessage().length() > 20, refused::getMessage);
    }
  }

  @Test
  void everyTruncationIsRefused() {
    for (Object sample : samples()) {
      byte[] bytes = codec.encode(sample);
      for (int length = 0; length < bytes.length; length++) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThrows(CodecException.class, () -> codec.decode(cut));
      }
      assertThrows(
          CodecException.class, () -> codec.decode(Arrays.copyOf(bytes, bytes.length + 1)));
    }
  }

  @Test
  void everyChangedByteGivesAValueOrIsRefused() {
    for (Object sample : samples()) {
      byte[] bytes = codec.encode(sample);
      for (int i = 0; i < bytes.length; i++) {
        byte right = bytes[i];
        for (int bits : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 127, 255, right}) {
          bytes[i] = (byte) (right ^ bits);
          decodeOrRefuse(bytes);
        }
        bytes[i] = right;
      }
      Samples.assertAlike(sample, codec.decode(bytes));
    }
  }

  @Test
  void aClaimedSizeAllocatesNothing() {
    for (int tag = 0; tag < 128; tag++) {
      ByteWriter bytes = new ByteWriter();
      bytes.write(Tag.VERSION);
      bytes.write(tag);
      bytes.writeVarint(Integer.MAX_VALUE - 8);
      bytes.write(new byte[16], 0, 16);
      decodeOrRefuse(bytes.toBytes());
    }
  }

  @Test
  void nestingInBytesIsBounded() {
    byte[] bytes = new byte[1_000_000];
    Arrays.fill(bytes, (byte) Tag.OPTION);
    bytes[0] = Tag.VERSION;
    var refused = assertThrows(CodecException.class, () -> codec.decode(bytes));
    assertEquals("The encoded value is nested deeper than 1000 levels.", refused.getMessage());
  }

  @Test
  void anotherFormatIsNamed() {
    byte[] bytes = codec.encode("x");
    bytes[0] = 9;
    var refused = assertThrows(CodecException.class, () -> codec.decode(bytes));
    assertEquals(
        "Encoded values of format 9 cannot be read; this release reads format 1.",
        refused.getMessage());
  }

  @Test
  void everyTruncationAndChangeOfAStreamIsSeenOrHarmless() throws Exception {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (RecordWriter writer = codec.writer(written)) {
      for (int i = 0; i < 5; i++) {
        writer.write(new Samples.Order(i));
        writer.write("text");
      }
    }
    byte[] bytes = written.toByteArray();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(CodecException.class, () -> readAll(cut));
    }
    for (int i = 0; i < bytes.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = bytes.clone();
        changed[i] ^= (byte) (1 << bit);
        try {
          readAll(changed);
        } catch (CodecException refused) {
          assertTrue(refused.getMessage().length() > 20, refused::getMessage);
        }
      }
    }
  }

  private void readAll(byte[] bytes) throws Exception {
    try (RecordReader reader = codec.reader(new ByteArrayInputStream(bytes))) {
      while (reader.advance()) {
        reader.record();
      }
    }
  }
}
