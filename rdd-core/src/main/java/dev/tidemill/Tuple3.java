package dev.tidemill;

import java.io.Serializable;
import java.util.Objects;

/** 3 values, as the legacy API has them; see {@link Tuple2}. */
public final class Tuple3<T1, T2, T3> implements Serializable {
  private static final long serialVersionUID = 1L;

  public final T1 _1;
  public final T2 _2;
  public final T3 _3;

  public Tuple3(T1 _1, T2 _2, T3 _3) {
    this._1 = _1;
    this._2 = _2;
    this._3 = _3;
  }

  public T1 _1() {
    return _1;
  }

  public T2 _2() {
    return _2;
  }

  public T3 _3() {
    return _3;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tuple3<?, ?, ?> that
        && Objects.equals(_1, that._1)
        && Objects.equals(_2, that._2)
        && Objects.equals(_3, that._3);
  }

  @Override
  public int hashCode() {
    int hash = ProductHash.begin("Tuple3");
    hash = ProductHash.with(hash, _1);
    hash = ProductHash.with(hash, _2);
    hash = ProductHash.with(hash, _3);
    return ProductHash.end(hash, 3);
  }

  @Override
  public String toString() {
    return "(" + _1 + "," + _2 + "," + _3 + ")";
  }
}
