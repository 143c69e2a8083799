package benchmarks.handwritten;

import benchmarks.workload.Checksum;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** The idiomatic word count. */
final class WordCounts {
  private WordCounts() {}

  static Map<String, Integer> of(Iterator<String> lines) {
    Map<String, Integer> counts = new HashMap<>();
    while (lines.hasNext()) {
      for (String word : lines.next().split(" ")) {
        counts.merge(word, 1, Integer::sum);
      }
    }
    return counts;
  }

  static long checksum(Map<String, Integer> counts) {
    Checksum checksum = new Checksum();
    counts.forEach(checksum::add);
    return checksum.value();
  }
}
