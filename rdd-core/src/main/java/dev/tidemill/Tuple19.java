package dev.tidemill;

import java.io.Serializable;
import java.util.Objects;

/** 19 values, as the legacy API has them; see {@link Tuple2}. */
public final class Tuple19<
        T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public final T1 _1;
  public final T2 _2;
  public final T3 _3;
  public final T4 _4;
  public final T5 _5;
  public final T6 _6;
  public final T7 _7;
  public final T8 _8;
  public final T9 _9;
  public final T10 _10;
  public final T11 _11;
  public final T12 _12;
  public final T13 _13;
  public final T14 _14;
  public final T15 _15;
  public final T16 _16;
  public final T17 _17;
  public final T18 _18;
  public final T19 _19;

  public Tuple19(
      T1 _1,
      T2 _2,
      T3 _3,
      T4 _4,
      T5 _5,
      T6 _6,
      T7 _7,
      T8 _8,
      T9 _9,
      T10 _10,
      T11 _11,
      T12 _12,
      T13 _13,
      T14 _14,
      T15 _15,
      T16 _16,
      T17 _17,
      T18 _18,
      T19 _19) {
    this._1 = _1;
    this._2 = _2;
    this._3 = _3;
    this._4 = _4;
    this._5 = _5;
    this._6 = _6;
    this._7 = _7;
    this._8 = _8;
    this._9 = _9;
    this._10 = _10;
    this._11 = _11;
    this._12 = _12;
    this._13 = _13;
    this._14 = _14;
    this._15 = _15;
    this._16 = _16;
    this._17 = _17;
    this._18 = _18;
    this._19 = _19;
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

  public T9 _9() {
    return _9;
  }

  public T10 _10() {
    return _10;
  }

  public T11 _11() {
    return _11;
  }

  public T12 _12() {
    return _12;
  }

  public T13 _13() {
    return _13;
  }

  public T14 _14() {
    return _14;
  }

  public T15 _15() {
    return _15;
  }

  public T16 _16() {
    return _16;
  }

  public T17 _17() {
    return _17;
  }

  public T18 _18() {
    return _18;
  }

  public T19 _19() {
    return _19;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tuple19<?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?> that
        && Objects.equals(_1, that._1)
        && Objects.equals(_2, that._2)
        && Objects.equals(_3, that._3)
        && Objects.equals(_4, that._4)
        && Objects.equals(_5, that._5)
        && Objects.equals(_6, that._6)
        && Objects.equals(_7, that._7)
        && Objects.equals(_8, that._8)
        && Objects.equals(_9, that._9)
        && Objects.equals(_10, that._10)
        && Objects.equals(_11, that._11)
        && Objects.equals(_12, that._12)
        && Objects.equals(_13, that._13)
        && Objects.equals(_14, that._14)
        && Objects.equals(_15, that._15)
        && Objects.equals(_16, that._16)
        && Objects.equals(_17, that._17)
        && Objects.equals(_18, that._18)
        && Objects.equals(_19, that._19);
  }

  @Override
  public int hashCode() {
    int hash = ProductHash.begin("Tuple19");
    hash = ProductHash.with(hash, _1);
    hash = ProductHash.with(hash, _2);
    hash = ProductHash.with(hash, _3);
    hash = ProductHash.with(hash, _4);
    hash = ProductHash.with(hash, _5);
    hash = ProductHash.with(hash, _6);
    hash = ProductHash.with(hash, _7);
    hash = ProductHash.with(hash, _8);
    hash = ProductHash.with(hash, _9);
    hash = ProductHash.with(hash, _10);
    hash = ProductHash.with(hash, _11);
    hash = ProductHash.with(hash, _12);
    hash = ProductHash.with(hash, _13);
    hash = ProductHash.with(hash, _14);
    hash = ProductHash.with(hash, _15);
    hash = ProductHash.with(hash, _16);
    hash = ProductHash.with(hash, _17);
    hash = ProductHash.with(hash, _18);
    hash = ProductHash.with(hash, _19);
    return ProductHash.end(hash, 19);
  }

  @Override
  public String toString() {
    return "(" + _1 + "," + _2 + "," + _3 + "," + _4 + "," + _5 + "," + _6 + "," + _7 + "," + _8
        + "," + _9 + "," + _10 + "," + _11 + "," + _12 + "," + _13 + "," + _14 + "," + _15 + ","
        + _16 + "," + _17 + "," + _18 + "," + _19 + ")";
  }
}
