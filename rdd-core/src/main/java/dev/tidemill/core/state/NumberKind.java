package dev.tidemill.core.state;

/**
 * A class of values that a table keeps as 64 bits, without an object for each: what is read is
 * equal to what was put, never the same object.
 */
enum NumberKind {
  LONG(Long.class) {
    @Override
    long bits(Object value) {
      return (Long) value;
    }

    @Override
    Object value(long bits) {
      return bits;
    }
  },
  INTEGER(Integer.class) {
    @Override
    long bits(Object value) {
      return (Integer) value;
    }

    @Override
    Object value(long bits) {
      return (int) bits;
    }
  },
  DOUBLE(Double.class) {
    @Override
    long bits(Object value) {
      return Double.doubleToRawLongBits((Double) value);
    }

    @Override
    Object value(long bits) {
      return Double.longBitsToDouble(bits);
    }
  };

  private static final NumberKind[] ALL = values();

  private final Class<?> of;

  NumberKind(Class<?> of) {
    this.of = of;
  }

  /** The kind of a value; null if it has to stay an object. */
  static NumberKind of(Object value) {
    for (NumberKind kind : ALL) {
      if (kind.isOf(value)) {
        return kind;
      }
    }
    return null;
  }

  boolean isOf(Object value) {
    return value != null && value.getClass() == of;
  }

  abstract long bits(Object value);

  abstract Object value(long bits);
}
