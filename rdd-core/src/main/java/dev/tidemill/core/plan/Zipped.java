package dev.tidemill.core.plan;

import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.core.error.Sneaky;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Two iterators as one of pairs; fails where one ends before the other. */
final class Zipped<A, B> implements Iterator<Tuple2<A, B>> {
  private final Iterator<A> left;
  private final Iterator<B> right;
  private long passed;

  Zipped(Iterator<A> left, Iterator<B> right) {
    this.left = left;
    this.right = right;
  }

  @Override
  public boolean hasNext() {
    boolean more = left.hasNext();
    if (more != right.hasNext()) {
      throw Sneaky.thrown(
          new SparkException(
              "Can only zip RDDs with same number of elements in each partition; the "
                  + (more ? "right" : "left")
                  + " one ends after "
                  + passed
                  + " in this partition, the other goes on."));
    }
    return more;
  }

  @Override
  public Tuple2<A, B> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    passed++;
    return new Tuple2<>(left.next(), right.next());
  }
}
