package dev.tidemill.core.engine.local.kept;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.Isolation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jol.info.GraphLayout;

/** What a kept dataset of texts holds of the heap, counted object by object. */
class KeptStringsSizeTest {
  private static final int RECORDS = 2_000;

  private static List<Object> texts(int length) {
    List<Object> texts = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      texts.add(("" + i + "x".repeat(length)).substring(0, length));
    }
    return texts;
  }

  private static Filling filled(List<Object> records, boolean encode) throws IOException {
    Codec codec = Codec.plain();
    Filling filling = new Filling(codec, new Isolation(codec, false), encode);
    for (Object record : records) {
      filling.add(record);
    }
    return filling;
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 50, 100})
  void objectsTakeNoMoreThanTheTextsAndATenth(int length) throws IOException {
    List<Object> texts = texts(length);
    long alone = GraphLayout.parseInstance(texts.toArray()).totalSize(); // without the array
    ObjectRecords kept = (ObjectRecords) filled(texts, false).finish(false);
    long held = GraphLayout.parseInstance(kept).totalSize();
    assertTrue(held <= alone * 1.1, held + " bytes for " + alone + " of texts");
    assertTrue(kept.memoryBytes() >= alone, "we count " + kept.memoryBytes() + " for " + held);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100})
  void encodedTheyTakeLittleMoreThanTheirCharacters(int length) throws IOException {
    KeptRecords kept = filled(texts(length), true).finish(false);
    assertTrue(kept.memoryBytes() <= (length + 4L) * RECORDS, kept.memoryBytes() + " bytes");
  }
}
