package dev.tidemill.dstream.state;

import dev.tidemill.Tuple2;
import dev.tidemill.core.state.StateStore.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** The values of a step's records, by entry. */
final class NewValues<V> {
  private final List<List<V>> byEntry = new ArrayList<>();

  private NewValues() {}

  /** Reads the input of a step; initial values are put. */
  @SuppressWarnings("unchecked") // who gives the input has given only keys and values
  static <K, V, S> NewValues<V> read(Stage<K, S> stage, Iterator<Object> input) {
    NewValues<V> values = new NewValues<>();
    while (input.hasNext()) {
      Object record = input.next();
      if (record instanceof InitialValue initial) {
        int entry = stage.entry((K) initial.key());
        if (!stage.exists(entry)) {
          stage.put(entry, (S) initial.value());
        }
        values.reach(entry);
      } else {
        Tuple2<K, V> pair = (Tuple2<K, V>) record;
        int entry = stage.entry(pair._1);
        values.reach(entry).add(pair._2);
        stage.touch(entry);
      }
    }
    return values;
  }

  private List<V> reach(int entry) {
    while (byEntry.size() <= entry) {
      byEntry.add(new ArrayList<>(2));
    }
    return byEntry.get(entry);
  }

  /** How many entries had records. */
  int entries() {
    return byEntry.size();
  }

  List<V> of(int entry) {
    return entry < byEntry.size() ? byEntry.get(entry) : Collections.emptyList();
  }
}
