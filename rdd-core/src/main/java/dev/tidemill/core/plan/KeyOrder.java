package dev.tidemill.core.plan;

import java.io.Serializable;
import java.util.Comparator;

/** How the keys of a sort compare: the program's comparator or the keys' own, maybe backwards. */
public final class KeyOrder<K> implements Comparator<K>, Serializable {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // a comparator that cannot travel fails with its own name
  private final Comparator<? super K> comparator;

  private final boolean natural;
  private final boolean ascending;

  private KeyOrder(Comparator<? super K> comparator, boolean natural, boolean ascending) {
    this.comparator = comparator;
    this.natural = natural;
    this.ascending = ascending;
  }

  public static <K> KeyOrder<K> of(Comparator<? super K> comparator, boolean ascending) {
    return new KeyOrder<>(comparator, comparator == Comparator.naturalOrder(), ascending);
  }

  boolean isNatural() {
    return natural;
  }

  boolean isAscending() {
    return ascending;
  }

  /** The keys' own order. */
  public static <K> KeyOrder<K> natural(boolean ascending) {
    return new KeyOrder<>(
        (Comparator<K> & Serializable) KeyOrder::compareComparable, true, ascending);
  }

  @SuppressWarnings("unchecked") // keys of mixed types fail with their own names
  private static int compareComparable(Object a, Object b) {
    if (!(a instanceof Comparable)) {
      throw a == null
          ? new NullPointerException("null has no order")
          : new ClassCastException(
              a.getClass().getName()
                  + " is not Comparable; sort by a comparator, or by keys that are.");
    }
    return ((Comparable<Object>) a).compareTo(b);
  }

  /**
   * @throws NullPointerException if a key is null and the comparator does not take that
   */
  @Override
  public int compare(K a, K b) {
    try {
      return ascending ? comparator.compare(a, b) : comparator.compare(b, a);
    } catch (NullPointerException failed) {
      if (a != null && b != null) {
        throw failed;
      }
      NullPointerException clear =
          new NullPointerException(
              "A key to be sorted is null; drop such records before, or sort by a comparator that"
                  + " takes null, such as Comparator.nullsFirst(...).");
      clear.initCause(failed);
      throw clear;
    }
  }
}
