package dev.tidemill.core.memory;

import dev.tidemill.Tuple2;
import java.util.Comparator;

/** A key with its combined values, and when the key was first seen among those of a table. */
record Sequenced<K, C>(long sequence, Tuple2<K, C> pair) {
  static final Comparator<Sequenced<?, ?>> ORDER = Comparator.comparingLong(Sequenced::sequence);
}
