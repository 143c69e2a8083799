package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.ForkedJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallHeapTest {
  @TempDir Path place;

  @Test
  void programsThatMoveGroupAndSortMoreThanTheirHeapHoldsEndWell() throws Exception {
    List<String> output =
        ForkedJvm.run(
            List.of("-Xmx24m"),
            SmallHeapProgram.class,
            System.getProperty("java.class.path"),
            place.toString());
    assertEquals(
        List.of(
            "reduceByKey: right, on disk",
            "groupByKey: right, on disk",
            "join: right, on disk",
            "sortByKey: right, on disk",
            "repartition: right, on disk",
            "distinct: right, on disk",
            "cache: right",
            "cache again: right",
            "cache with disk: right, on disk",
            "cache with disk again: right",
            "disk: right, on disk",
            "disk again: right",
            "held: 0",
            "files: 0"),
        output.subList(0, 14));
    // What is said otherwise: one warning, in the two lines of the logging back end.
    assertEquals(16, output.size(), output::toString);
    assertTrue(output.get(15).contains("tidemill.memory.cache) and is computed each time"));
    try (Stream<Path> left = Files.list(place)) {
      assertEquals(List.of(), left.toList());
    }
  }
}
