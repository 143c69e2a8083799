package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.Optional;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Joins: a cogroup whose groups are paired, left value by left value, as the reader asks. A key
 * that a side lacks gives nothing, or one empty value of that side if the side is optional. A null
 * value of an optional side reads as empty.
 */
public final class JoinPlans {
  private JoinPlans() {}

  public static <K, V, W> Plan<Tuple2<K, Tuple2<V, W>>> inner(
      Plan<Tuple2<K, V>> left, Plan<Tuple2<K, W>> right, Partitioner partitioner) {
    return paired(
        PairPlans.cogroup(List.of(left, right), partitioner),
        groups -> groups.of(0),
        groups -> groups.of(1));
  }

  public static <K, V, W> Plan<Tuple2<K, Tuple2<V, Optional<W>>>> leftOuter(
      Plan<Tuple2<K, V>> left, Plan<Tuple2<K, W>> right, Partitioner partitioner) {
    return paired(
        PairPlans.cogroup(List.of(left, right), partitioner),
        groups -> groups.of(0),
        groups -> optional(groups.of(1)));
  }

  public static <K, V, W> Plan<Tuple2<K, Tuple2<Optional<V>, W>>> rightOuter(
      Plan<Tuple2<K, V>> left, Plan<Tuple2<K, W>> right, Partitioner partitioner) {
    return paired(
        PairPlans.cogroup(List.of(left, right), partitioner),
        groups -> optional(groups.of(0)),
        groups -> groups.of(1));
  }

  public static <K, V, W> Plan<Tuple2<K, Tuple2<Optional<V>, Optional<W>>>> fullOuter(
      Plan<Tuple2<K, V>> left, Plan<Tuple2<K, W>> right, Partitioner partitioner) {
    return paired(
        PairPlans.cogroup(List.of(left, right), partitioner),
        groups -> optional(groups.of(0)),
        groups -> optional(groups.of(1)));
  }

  private interface Side<A> extends Serializable {
    Iterable<A> of(Groups groups);
  }

  private static <K, A, B> Plan<Tuple2<K, Tuple2<A, B>>> paired(
      Plan<Tuple2<K, Groups>> groups, Side<A> lefts, Side<B> rights) {
    return new FlatMapped<>(
        "join",
        groups,
        pair -> new Product<>(pair._1, lefts.of(pair._2), rights.of(pair._2)),
        true);
  }

  private static <A> Iterable<Optional<A>> optional(Iterable<A> values) {
    Iterator<A> first = values.iterator();
    if (!first.hasNext()) {
      return List.of(Optional.empty());
    }
    return () -> wrapping(values.iterator());
  }

  private static <A> Iterator<Optional<A>> wrapping(Iterator<A> values) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return values.hasNext();
      }

      @Override
      public Optional<A> next() {
        return Optional.ofNullable(values.next());
      }
    };
  }

  /** Every left value of a key with every right one. Makes one pair at a time. */
  private static final class Product<K, A, B> implements Iterator<Tuple2<K, Tuple2<A, B>>> {
    private final K key;
    private final Iterator<A> lefts;
    private final Iterable<B> allRights;
    private Iterator<B> rights;
    private A left;

    Product(K key, Iterable<A> lefts, Iterable<B> rights) {
      this.key = key;
      this.lefts = lefts.iterator();
      this.allRights = rights;
      this.rights = List.<B>of().iterator();
    }

    @Override
    public boolean hasNext() {
      while (!rights.hasNext()) {
        if (!lefts.hasNext()) {
          return false;
        }
        left = lefts.next();
        rights = allRights.iterator();
        if (!rights.hasNext()) {
          return false; // no left value has a partner
        }
      }
      return true;
    }

    @Override
    public Tuple2<K, Tuple2<A, B>> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return new Tuple2<>(key, new Tuple2<>(left, rights.next()));
    }
  }
}
