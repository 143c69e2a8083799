package dev.tidemill.streaming.programs;

import dev.tidemill.Tuple2;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * What random programs do with values. Where the engine promises that a function may, it changes
 * what it is given, so that a value that two readers share is found out.
 */
final class Values {
  private static final Comparator<List<Integer>> ANY_BUT_THE_SAME =
      Comparator.comparing(List::toString);

  private Values() {}

  static List<Integer> list(Integer... numbers) {
    return new ArrayList<>(Arrays.asList(numbers));
  }

  static Tuple2<Integer, List<Integer>> row(Integer key, List<Integer> value) {
    return new Tuple2<>(key, value);
  }

  static int sum(List<Integer> value) {
    int sum = 0;
    for (int number : value) {
      sum += number;
    }
    return sum;
  }

  /** Changes both lists. Associative; the order counts. */
  static List<Integer> append(List<Integer> first, List<Integer> second) {
    first.addAll(second);
    second.clear();
    return first;
  }

  /** Changes the first list, of one number. Associative and commutative. */
  static List<Integer> add(List<Integer> first, List<Integer> second) {
    first.set(0, first.get(0) + second.get(0));
    return first;
  }

  /** The inverse of {@link #add}; changes the first list. */
  static List<Integer> subtract(List<Integer> all, List<Integer> left) {
    all.set(0, all.get(0) - left.get(0));
    return all;
  }

  /** Changes and returns the list that it is given. */
  static List<Integer> with(List<Integer> value, int number) {
    value.add(number);
    return value;
  }

  /** Long lists become short ones, so that programs of many operators stay small. */
  static List<Integer> compact(List<Integer> value) {
    return value.size() <= 6
        ? value
        : list(value.get(0), value.get(1), value.size(), value.hashCode());
  }

  /** Both sides of a join, either of which may be missing. */
  static List<Integer> joined(List<Integer> left, List<Integer> right) {
    List<Integer> joined = left == null ? list(-1) : new ArrayList<>(left);
    joined.addAll(right == null ? list(-2) : right);
    return compact(joined);
  }

  /** All values one after another; sorted first, unless their order is known. */
  static List<Integer> flat(Iterable<List<Integer>> values, boolean ordered) {
    List<List<Integer>> sorted = new ArrayList<>();
    values.forEach(sorted::add);
    if (!ordered) {
      sorted.sort(ANY_BUT_THE_SAME);
    }
    List<Integer> flat = new ArrayList<>();
    sorted.forEach(flat::addAll);
    return compact(flat);
  }

  /** No list, one or two, by what is in the value. */
  static List<List<Integer>> several(List<Integer> value) {
    List<List<Integer>> several = new ArrayList<>();
    for (int i = Math.floorMod(sum(value), 3); i > 0; i--) {
      several.add(list(i, value.size()));
    }
    return several;
  }

  static Integer shifted(Integer key, int by) {
    return key == null ? by : Integer.valueOf(Math.floorMod(key + by, 5));
  }

  /** The sum over a partition; nothing for an empty one, since there may be any number of them. */
  static Iterator<Integer> sumOf(Iterator<Tuple2<Integer, List<Integer>>> rows) {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    int sum = 0;
    while (rows.hasNext()) {
      sum += sum(rows.next()._2);
    }
    return List.of(sum).iterator();
  }
}
