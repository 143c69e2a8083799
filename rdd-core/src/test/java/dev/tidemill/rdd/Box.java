package dev.tidemill.rdd;

import java.util.ArrayList;
import java.util.List;

/** A record that user functions change. */
final class Box {
  int key;
  final List<Integer> values;

  Box(int key, List<Integer> values) {
    this.key = key;
    this.values = new ArrayList<>(values);
  }

  Box copy() {
    return new Box(key, values);
  }

  /** Takes over the values of the other. */
  Box merged(Box other) {
    values.addAll(other.values);
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Box box && key == box.key && values.equals(box.values);
  }

  @Override
  public int hashCode() {
    return 31 * key + values.hashCode();
  }

  @Override
  public String toString() {
    return key + ":" + values;
  }
}
