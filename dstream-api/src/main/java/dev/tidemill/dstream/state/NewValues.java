package dev.tidemill.dstream.state;

import dev.tidemill.core.state.StateStore.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** The values of a step's records, by entry. */
final class NewValues<V> {
  // Null where an entry has none, as all have that a state begins with.
  private Object[] byEntry = new Object[16];
  private final int entries;

  private <K, S> NewValues(Stage<K, S> stage, Iterator<Object> input) {
    Blocks<K, V, S> blocks = new Blocks<>(stage, input, false);
    int met = 0;
    while (blocks.next()) {
      for (int i = 0; i < blocks.end(); i++) {
        int entry = blocks.entry(i);
        met = Math.max(met, entry + 1);
        if (i >= blocks.first()) {
          reach(entry).add(blocks.value(i));
          stage.touch(entry);
        }
      }
    }
    entries = met;
  }

  /** Reads the input of a step; initial values are put. */
  static <K, V, S> NewValues<V> read(Stage<K, S> stage, Iterator<Object> input) {
    return new NewValues<>(stage, input);
  }

  private List<V> reach(int entry) {
    if (entry >= byEntry.length) {
      byEntry = Arrays.copyOf(byEntry, Math.max(entry + 1, 2 * byEntry.length));
    }
    if (byEntry[entry] == null) {
      byEntry[entry] = new ArrayList<V>(2);
    }
    return of(entry);
  }

  /** How many entries the records had. */
  int entries() {
    return entries;
  }

  @SuppressWarnings("unchecked") // there are only such lists
  List<V> of(int entry) {
    Object values = entry < byEntry.length ? byEntry[entry] : null;
    return values == null ? Collections.emptyList() : (List<V>) values;
  }
}
