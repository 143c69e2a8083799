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
    int hash = ProductHash.begin("Tuple2");
    hash = ProductHash.with(hash, _1);
    hash = ProductHash.with(hash, _2);
    return ProductHash.end(hash, 2);
  }

  @Override
  public String toString() {
    return "(" + _1 + "," + _2 + ")";
  }
}
