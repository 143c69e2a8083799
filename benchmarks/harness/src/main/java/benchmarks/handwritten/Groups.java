package benchmarks.handwritten;

import benchmarks.data.KeyedInputs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Values by key: a HashMap a thread, then the second put into the first. */
final class Groups {
  private Groups() {}

  static Map<String, List<Integer>> of(Halves halves, int side) throws Exception {
    Iterator<Map<String, List<Integer>>> parts =
        halves.each(part -> of(KeyedInputs.part(side, part))).iterator();
    Map<String, List<Integer>> groups = parts.next();
    while (parts.hasNext()) {
      parts
          .next()
          .forEach(
              (key, values) -> groups.computeIfAbsent(key, k -> new ArrayList<>()).addAll(values));
    }
    return groups;
  }

  private static Map<String, List<Integer>> of(Iterator<Map.Entry<String, Integer>> records) {
    Map<String, List<Integer>> groups = new HashMap<>();
    while (records.hasNext()) {
      Map.Entry<String, Integer> entry = records.next();
      groups.computeIfAbsent(entry.getKey(), key -> new ArrayList<>()).add(entry.getValue());
    }
    return groups;
  }
}
