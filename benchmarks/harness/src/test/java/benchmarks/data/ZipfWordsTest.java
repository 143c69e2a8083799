package benchmarks.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ZipfWordsTest {
  @Test
  void theSameLinesEachTime() {
    assertArrayEquals(new ZipfWords(50).lines(20, 10), new ZipfWords(50).lines(20, 10));
  }

  @Test
  void theMostFrequentWordComesTwiceAsOftenAsTheSecond() {
    Map<String, Long> counts =
        Arrays.stream(new ZipfWords(1_000).lines(200_000, 1))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    long[] sorted = counts.values().stream().mapToLong(Long::longValue).sorted().toArray();
    double ratio = (double) sorted[sorted.length - 1] / sorted[sorted.length - 2];
    assertEquals(2.0, ratio, 0.1);
  }
}
