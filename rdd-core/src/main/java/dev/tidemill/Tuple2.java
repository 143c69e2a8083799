package dev.tidemill;

import java.io.Serializable;
import java.util.Objects;

/**
 * A pair, as the legacy API has it: public final fields and methods of the same names, equality by
 * elements, text {@code (a,b)}.
 */
public final class Tuple2<T1, T2> implements Serializable {
  private static final long serialVersionUID = 1L;

  public final T1 _1;
  public final T2 _2;

  public Tuple2(T1 _1, T2 _2) {
    this._1 = _1;
    this._2 = _2;
  }

  public T1 _1() {
    return _1;
  }

  public T2 _2() {
    return _2;
  }

  public Tuple2<T2, T1> swap() {
    return new Tuple2<>(_2, _1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tuple2<?, ?> that
        && Objects.equals(_1, that._1)
        && Objects.equals(_2, that._2);
  }

  /**
   * The legacy tuple's hash (Murmur3 over the element hashes), so that keys fall where they did.
   */
  @Override
  public int hashCode() {
    int hash = mix(0xcafebabe, "Tuple2".hashCode());
    hash = mix(hash, elementHash(_1));
    hash = mix(hash, elementHash(_2));
    return avalanche(hash ^ 2);
  }

  /** In the legacy language numbers of equal value hash alike whatever their type. */
  private static int elementHash(Object element) {
    if (element instanceof Long value) {
      return longHash(value);
    }
    if (element instanceof Double value) {
      return doubleHash(value);
    }
    if (element instanceof Float value) {
      return floatHash(value);
    }
    return Objects.hashCode(element);
  }

  private static int longHash(long value) {
    return (int) value == value ? (int) value : Long.hashCode(value);
  }

  private static int floatHash(float value) {
    if ((int) value == value) {
      return (int) value;
    }
    return (long) value == value ? Long.hashCode((long) value) : Float.hashCode(value);
  }

  private static int doubleHash(double value) {
    if ((int) value == value) {
      return (int) value;
    }
    if ((long) value == value) {
      return Long.hashCode((long) value);
    }
    return (float) value == value ? Float.hashCode((float) value) : Double.hashCode(value);
  }

  private static int mix(int hash, int data) {
    int k = Integer.rotateLeft(data * 0xcc9e2d51, 15) * 0x1b873593;
    return Integer.rotateLeft(hash ^ k, 13) * 5 + 0xe6546b64;
  }

  private static int avalanche(int hash) {
    int h = hash;
    h = (h ^ (h >>> 16)) * 0x85ebca6b;
    h = (h ^ (h >>> 13)) * 0xc2b2ae35;
    return h ^ (h >>> 16);
  }

  @Override
  public String toString() {
    return "(" + _1 + "," + _2 + ")";
  }
}
