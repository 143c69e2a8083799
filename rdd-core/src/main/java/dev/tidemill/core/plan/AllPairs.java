package dev.tidemill.core.plan;

import dev.tidemill.Tuple2;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Every left record with every right one. Reads the right ones when the first left one comes. */
final class AllPairs<A, B> implements Iterator<Tuple2<A, B>> {
  private final Iterator<A> lefts;
  private final Iterator<B> rights;
  private final List<B> rightList = new ArrayList<>();
  private A left;
  private Iterator<B> right = Collections.emptyIterator();

  AllPairs(Iterator<A> lefts, Iterator<B> rights) {
    this.lefts = lefts;
    this.rights = rights;
  }

  @Override
  public boolean hasNext() {
    return right.hasNext() || (lefts.hasNext() && hasRight());
  }

  private boolean hasRight() {
    rights.forEachRemaining(rightList::add);
    return !rightList.isEmpty();
  }

  @Override
  public Tuple2<A, B> next() {
    if (!right.hasNext()) {
      left = lefts.next();
      hasRight();
      right = rightList.iterator();
    }
    return new Tuple2<>(left, right.next());
  }
}
