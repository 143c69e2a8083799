package dev.tidemill;

import java.io.Serializable;
import java.util.Objects;

/** 8 values, as the legacy API has them; see {@link Tuple2}. */
public final class Tuple8<T1, T2, T3, T4, T5, T6, T7, T8> implements Serializable {
  private static final long serialVersionUID = 1L;

  public final T1 _1;
  public final T2 _2;
  public final T3 _3;
  public final T4 _4;
  public final T5 _5;
  public final T6 _6;
  public final T7 _7;
  public final T8 _8;

  public Tuple8(T1 _1, T2 _2, T3 _3, T4 _4, T5 _5, T6 _6, T7 _7, T8 _8) {
    this._1 = _1;
    this._2 = _2;
    this._3 = _3;
    this._4 = _4;
    this._5 = _5;
    this._6 = _6;
    this._7 = _7;
    this._8 = _8;
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

  public T4 _4() {
    return _4;
  }

  public T5 _5() {
    return _5;
  }

  public T6 _6() {
    return _6;
  }

  public T7 _7() {
    return _7;
  }

  public T8 _8() {
    return _8;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tuple8<?, ?, ?, ?, ?, ?, ?, ?> that
        && Objects.equals(_1, that._1)
        && Objects.equals(_2, that._2)
        && Objects.equals(_3, that._3)
        && Objects.equals(_4, that._4)
        && Objects.equals(_5, that._5)
        && Objects.equals(_6, that._6)
        && Objects.equals(_7, that._7)
        && Objects.equals(_8, that._8);
  }

  @Override
  public int hashCode() {
    int hash = ProductHash.begin("Tuple8");
    hash = ProductHash.with(hash, _1);
    hash = ProductHash.with(hash, _2);
    hash = ProductHash.with(hash, _3);
    hash = ProductHash.with(hash, _4);
    hash = ProductHash.with(hash, _5);
    hash = ProductHash.with(hash, _6);
    hash = ProductHash.with(hash, _7);
    hash = ProductHash.with(hash, _8);
    return ProductHash.end(hash, 8);
  }

  @Override
  public String toString() {
    return "(" + _1 + "," + _2 + "," + _3 + "," + _4 + "," + _5 + "," + _6 + "," + _7 + "," + _8
        + ")";
  }
}
