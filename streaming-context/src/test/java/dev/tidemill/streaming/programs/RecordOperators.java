package dev.tidemill.streaming.programs;

import static dev.tidemill.streaming.programs.ModelledStream.Order.ALL;
import static dev.tidemill.streaming.programs.ModelledStream.Order.NONE;
import static dev.tidemill.streaming.programs.Values.row;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.PairFlatMapFunction;
import dev.tidemill.api.java.function.PairFunction;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.programs.ModelledStream.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Operators over single records, each with its model. */
final class RecordOperators {
  static final List<Function<Choice, ModelledStream>> ALL_OF_THEM =
      List.of(
          RecordOperators::map,
          RecordOperators::flatMap,
          RecordOperators::flatMapToPair,
          RecordOperators::filter,
          RecordOperators::mapToPair,
          RecordOperators::mapValues,
          RecordOperators::flatMapValues);

  private RecordOperators() {}

  /** The order of values by key is lost with the keys. */
  private static Order withOtherKeys(Order order) {
    return order == ALL ? ALL : NONE;
  }

  static List<Tuple2<Integer, List<Integer>>> each(
      List<Tuple2<Integer, List<Integer>>> rows,
      Function<Tuple2<Integer, List<Integer>>, Tuple2<Integer, List<Integer>>> function) {
    return rows.stream().map(function).toList();
  }

  static List<Integer> copyWith(List<Integer> value, int number) {
    return Values.with(new ArrayList<>(value), number);
  }

  private static ModelledStream map(Choice choice) {
    ModelledStream parent = choice.stream();
    int by = choice.upTo(4);
    return ModelledStream.of(
        "map(" + by + ")",
        withOtherKeys(parent.order),
        parent,
        stream ->
            JavaPairDStream.fromJavaDStream(
                stream.map(row -> row(Values.shifted(row._1, by), Values.with(row._2, by)))),
        rows -> each(rows, row -> row(Values.shifted(row._1, by), copyWith(row._2, by))));
  }

  private static ModelledStream mapToPair(Choice choice) {
    ModelledStream parent = choice.stream();
    int keys = choice.upTo(5);
    PairFunction<Tuple2<Integer, List<Integer>>, Integer, List<Integer>> function =
        row -> row(Math.floorMod(Values.sum(row._2), keys), row._2);
    return ModelledStream.of(
        "mapToPair(" + keys + ")",
        withOtherKeys(parent.order),
        parent,
        stream -> stream.mapToPair(function),
        rows -> each(rows, row -> row(Math.floorMod(Values.sum(row._2), keys), row._2)));
  }

  private static List<Tuple2<Integer, List<Integer>>> several(Tuple2<Integer, List<Integer>> row) {
    List<Tuple2<Integer, List<Integer>>> several = new ArrayList<>();
    Values.several(row._2).forEach(value -> several.add(row(row._1, value)));
    return several;
  }

  private static List<Tuple2<Integer, List<Integer>>> severalOfEach(
      List<Tuple2<Integer, List<Integer>>> rows) {
    List<Tuple2<Integer, List<Integer>>> all = new ArrayList<>();
    rows.forEach(row -> all.addAll(several(row)));
    return all;
  }

  private static ModelledStream flatMap(Choice choice) {
    ModelledStream parent = choice.stream();
    return ModelledStream.of(
        "flatMap",
        parent.order,
        parent,
        stream -> JavaPairDStream.fromJavaDStream(stream.flatMap(row -> several(row).iterator())),
        RecordOperators::severalOfEach);
  }

  private static ModelledStream flatMapToPair(Choice choice) {
    ModelledStream parent = choice.stream();
    PairFlatMapFunction<Tuple2<Integer, List<Integer>>, Integer, List<Integer>> function =
        row -> several(row).iterator();
    return ModelledStream.of(
        "flatMapToPair",
        parent.order,
        parent,
        stream -> stream.flatMapToPair(function),
        RecordOperators::severalOfEach);
  }

  private static ModelledStream flatMapValues(Choice choice) {
    ModelledStream parent = choice.stream();
    return ModelledStream.of(
        "flatMapValues",
        parent.order,
        parent,
        stream -> stream.flatMapValues(value -> Values.several(value).iterator()),
        RecordOperators::severalOfEach);
  }

  private static ModelledStream filter(Choice choice) {
    ModelledStream parent = choice.stream();
    int remainder = choice.upTo(3) - 1;
    return ModelledStream.of(
        "filter(" + remainder + ")",
        parent.order,
        parent,
        stream -> stream.filter(row -> Math.floorMod(Values.sum(row._2), 3) != remainder),
        rows ->
            rows.stream()
                .filter(row -> Math.floorMod(Values.sum(row._2), 3) != remainder)
                .toList());
  }

  private static ModelledStream mapValues(Choice choice) {
    ModelledStream parent = choice.stream();
    return ModelledStream.of(
        "mapValues",
        parent.order,
        parent,
        stream -> stream.mapValues(value -> Values.compact(Values.with(value, value.size()))),
        rows -> each(rows, row -> row(row._1, Values.compact(copyWith(row._2, row._2.size())))));
  }
}
