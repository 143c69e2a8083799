package dev.tidemill.streaming.programs;

import dev.tidemill.api.java.function.Function2;
import java.util.ArrayList;
import java.util.List;

/** How the values of a key become one. */
enum Combining {
  /** In their order; only for streams whose order is promised. */
  APPEND,
  ADD;

  /** What the program calls; it changes its arguments. */
  Function2<List<Integer>, List<Integer>, List<Integer>> function() {
    return this == APPEND ? Values::append : Values::add;
  }

  /** What every value goes through before. */
  List<Integer> prepared(List<Integer> value) {
    return this == APPEND ? value : Values.list(Values.sum(value));
  }

  /** What the model says comes of some values. */
  List<Integer> of(List<List<Integer>> values) {
    List<Integer> all = new ArrayList<>();
    values.forEach(all::addAll);
    return this == APPEND ? Values.compact(all) : Values.list(Values.sum(all));
  }
}
