package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
            "held: 0",
            "files: 0"),
        output);
    try (Stream<Path> left = Files.list(place)) {
      assertEquals(List.of(), left.toList());
    }
  }
}
