package dev.tidemill.core.memory;

import java.util.Comparator;
import java.util.List;

/** An order of records that may know a faster way to sort than by comparing alone. */
public interface RecordOrder<T> extends Comparator<T> {
  /** Sorts; equal records stay in their order. */
  void sort(List<? extends T> records);
}
