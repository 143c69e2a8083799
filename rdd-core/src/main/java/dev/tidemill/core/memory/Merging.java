package dev.tidemill.core.memory;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Sorted runs as one: of equal records those of earlier runs come first. Used by one thread. */
final class Merging<T> implements Iterator<T> {
  /** A run and the record it stands at. */
  private static final class Head<T> {
    final int run;
    final Iterator<? extends T> rest;
    T record;

    Head(int run, Iterator<? extends T> rest) {
      this.run = run;
      this.rest = rest;
      this.record = rest.next();
    }
  }

  private final PriorityQueue<Head<T>> heads;

  Merging(List<? extends Iterator<? extends T>> runs, Comparator<? super T> order) {
    this.heads =
        new PriorityQueue<>(
            runs.size() + 1,
            (a, b) -> {
              int compared = order.compare(a.record, b.record);
              return compared != 0 ? compared : Integer.compare(a.run, b.run);
            });
    for (int run = 0; run < runs.size(); run++) {
      if (runs.get(run).hasNext()) {
        heads.add(new Head<>(run, runs.get(run)));
      }
    }
  }

  @Override
  public boolean hasNext() {
    return !heads.isEmpty();
  }

  @Override
  public T next() {
    Head<T> head = heads.poll();
    if (head == null) {
      throw new NoSuchElementException();
    }
    T record = head.record;
    if (head.rest.hasNext()) {
      head.record = head.rest.next();
      heads.add(head);
    }
    return record;
  }
}
