package dev.tidemill.runtime.recovery;

import dev.tidemill.Tuple2;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.plan.KeyChanges;
import dev.tidemill.runtime.recovery.StoredState.Partition;
import dev.tidemill.runtime.recovery.StoredState.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a state holds by its log: what it held before the first batch that is not over, and what
 * each step from there on did, which will be repeated.
 */
final class StoredContent {
  private final long firstUnfinished;
  private final Codec codec;
  // By partition of the process that logged it; their number may have changed meanwhile.
  private final Map<Integer, Map<Object, Object>> partitions = new TreeMap<>();
  private final Map<Long, KeyChanges> expected = new TreeMap<>();
  private long time = Long.MIN_VALUE;

  StoredContent(long firstUnfinished, Codec codec) {
    this.firstUnfinished = firstUnfinished;
    this.codec = codec;
  }

  void take(Step step) {
    if (step.time() >= firstUnfinished) {
      expect(step);
      return;
    }
    for (int i = 0; i < step.partitions().size(); i++) {
      Partition logged = step.partitions().get(i);
      Map<Object, Object> content = partitions.computeIfAbsent(i, p -> new LinkedHashMap<>());
      if (logged.before().isPresent()) {
        content.clear();
        apply(KeyChanges.decode(logged.before().get(), codec), content);
      }
      apply(KeyChanges.decode(logged.changes(), codec), content);
    }
    time = step.time();
  }

  private static void apply(KeyChanges changes, Map<Object, Object> content) {
    changes.removed().forEach(content::remove);
    changes.put().forEach(pair -> content.put(pair._1, pair._2));
  }

  private void expect(Step step) {
    List<Object> removed = new ArrayList<>();
    List<Tuple2<?, ?>> put = new ArrayList<>();
    for (Partition logged : step.partitions()) {
      KeyChanges changes = KeyChanges.decode(logged.changes(), codec);
      removed.addAll(changes.removed());
      put.addAll(changes.put());
    }
    expected.put(step.time(), new KeyChanges(removed, put));
  }

  /** The time of the step that the content shows; {@code Long.MIN_VALUE} if there was none. */
  long time() {
    return time;
  }

  List<Tuple2<Object, Object>> pairs() {
    List<Tuple2<Object, Object>> pairs = new ArrayList<>();
    for (Map<Object, Object> content : partitions.values()) {
      content.forEach((key, value) -> pairs.add(new Tuple2<>(key, value)));
    }
    return pairs;
  }

  /** What steps did that will be repeated, by their times. */
  Map<Long, KeyChanges> expected() {
    return expected;
  }
}
