package dev.tidemill.streaming.programs;

import dev.tidemill.Tuple2;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * A stream of a random program: how it is made of others, and what it must hold at each second by a
 * model that goes through lists, one operator after another, back to the raw input.
 */
final class ModelledStream {
  /** What is promised about the order of the records, from the least to the most. */
  enum Order {
    NONE,
    /** The values of each key come in the order of the model. */
    BY_KEY,
    ALL;

    Order and(Order other) {
      return compareTo(other) < 0 ? this : other;
    }
  }

  /** How the stream is made of its parents. */
  interface Building {
    JavaPairDStream<Integer, List<Integer>> of(
        List<JavaPairDStream<Integer, List<Integer>>> parents);
  }

  final String text;
  final Order order;

  /** In seconds. */
  final int slide;

  final List<ModelledStream> parents;
  final Building building;
  private final IntFunction<List<Tuple2<Integer, List<Integer>>>> model;
  private final Map<Integer, List<Tuple2<Integer, List<Integer>>>> known = new HashMap<>();

  ModelledStream(
      String text,
      Order order,
      int slide,
      List<ModelledStream> parents,
      Building building,
      IntFunction<List<Tuple2<Integer, List<Integer>>>> model) {
    this.text = text;
    this.order = order;
    this.slide = slide;
    this.parents = parents;
    this.building = building;
    this.model = model;
  }

  /** Of the same batch of one stream. */
  static ModelledStream of(
      String text,
      Order order,
      ModelledStream parent,
      UnaryOperator<JavaPairDStream<Integer, List<Integer>>> building,
      UnaryOperator<List<Tuple2<Integer, List<Integer>>>> model) {
    return new ModelledStream(
        text,
        order,
        parent.slide,
        List.of(parent),
        built -> building.apply(built.get(0)),
        second -> model.apply(parent.rows(second)));
  }

  /** Of the same batch of two streams of the same slide. */
  static ModelledStream of(
      String text,
      Order order,
      ModelledStream left,
      ModelledStream right,
      BinaryOperator<JavaPairDStream<Integer, List<Integer>>> building,
      BinaryOperator<List<Tuple2<Integer, List<Integer>>>> model) {
    return new ModelledStream(
        text,
        order,
        left.slide,
        List.of(left, right),
        built -> building.apply(built.get(0), built.get(1)),
        second -> model.apply(left.rows(second), right.rows(second)));
  }

  /** What the stream holds at a second, which is a multiple of its slide. */
  List<Tuple2<Integer, List<Integer>>> rows(int second) {
    List<Tuple2<Integer, List<Integer>>> rows = known.get(second);
    if (rows == null) {
      rows = List.copyOf(model.apply(second));
      known.put(second, rows);
    }
    return rows;
  }

  /** What came within some seconds up to this one, the older first. */
  List<Tuple2<Integer, List<Integer>>> window(int length, int second) {
    List<Tuple2<Integer, List<Integer>>> window = new ArrayList<>();
    for (int at = Math.max(second - length, 0) + slide; at <= second; at += slide) {
      window.addAll(rows(at));
    }
    return window;
  }

  /** All keys that were in a window of this one or an earlier slide. */
  Set<Integer> keysSoFar(int length, int everySeconds, int second) {
    Set<Integer> keys = new HashSet<>();
    for (int at = everySeconds; at <= second; at += everySeconds) {
      window(length, at).forEach(row -> keys.add(row._1));
    }
    return keys;
  }

  // For models.

  static Map<Integer, List<List<Integer>>> byKey(List<Tuple2<Integer, List<Integer>>> rows) {
    Map<Integer, List<List<Integer>>> byKey = new LinkedHashMap<>();
    rows.forEach(row -> byKey.computeIfAbsent(row._1, key -> new ArrayList<>()).add(row._2));
    return byKey;
  }

  /** One row for each key. */
  static List<Tuple2<Integer, List<Integer>>> eachKey(
      List<Tuple2<Integer, List<Integer>>> rows,
      Function<List<List<Integer>>, List<Integer>> ofItsValues) {
    List<Tuple2<Integer, List<Integer>>> each = new ArrayList<>();
    byKey(rows).forEach((key, values) -> each.add(Values.row(key, ofItsValues.apply(values))));
    return each;
  }

  /** One row of all; none of none. */
  static List<Tuple2<Integer, List<Integer>>> together(
      List<Tuple2<Integer, List<Integer>>> rows, Combining combining) {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<List<Integer>> values = new ArrayList<>();
    rows.forEach(row -> values.add(row._2));
    Integer key = combining == Combining.APPEND ? rows.get(0)._1 : Integer.valueOf(0);
    return List.of(Values.row(key, combining.of(values)));
  }

  /** Each different row, with how often it is there behind its value. */
  static List<Tuple2<Integer, List<Integer>>> counted(List<Tuple2<Integer, List<Integer>>> rows) {
    Map<Tuple2<Integer, List<Integer>>, Integer> counts = new LinkedHashMap<>();
    rows.forEach(row -> counts.merge(row, 1, Integer::sum));
    List<Tuple2<Integer, List<Integer>>> counted = new ArrayList<>();
    counts.forEach((row, count) -> counted.add(Values.row(row._1, counted(row._2, count))));
    return counted;
  }

  static List<Integer> counted(List<Integer> value, long count) {
    return Values.with(new ArrayList<>(value), (int) count);
  }
}
