package benchmarks.handwritten;

import benchmarks.workload.Checksum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
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

  static List<String> words(List<String> lines) {
    List<String> words = new ArrayList<>();
    for (String line : lines) {
      words.addAll(List.of(line.split(" ")));
    }
    return words;
  }

  static String withoutLast(String word) {
    return word.substring(0, Math.max(1, word.length() - 1));
  }

  /** As of words that have not been counted yet, one each. */
  static long checksum(List<String> words) {
    Checksum checksum = new Checksum();
    words.forEach(word -> checksum.add(word, 1));
    return checksum.value();
  }

  static long checksum(Map<String, Integer> counts) {
    Checksum checksum = new Checksum();
    counts.forEach(checksum::add);
    return checksum.value();
  }
}
