package dev.tidemill.streaming.programs;

import static dev.tidemill.streaming.programs.ModelledStream.Order.ALL;
import static dev.tidemill.streaming.programs.ModelledStream.Order.NONE;
import static dev.tidemill.streaming.programs.Values.row;

import dev.tidemill.Tuple2;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** Operators over whole batches and their datasets, each with its model. */
final class BatchOperators {
  static final List<Function<Choice, ModelledStream>> ALL_OF_THEM =
      List.of(
          BatchOperators::union,
          BatchOperators::repartition,
          BatchOperators::count,
          BatchOperators::reduce,
          BatchOperators::sumsOfPartitions,
          BatchOperators::transformWithTime,
          BatchOperators::transformDistinct,
          BatchOperators::transformSorted,
          BatchOperators::transformWith);

  private BatchOperators() {}

  private static ModelledStream union(Choice choice) {
    ModelledStream left = choice.stream();
    ModelledStream right = choice.beside(left);
    return ModelledStream.of(
        "union",
        left.order.and(right.order),
        left,
        right,
        JavaPairDStream::union,
        BatchOperators::both);
  }

  private static List<Tuple2<Integer, List<Integer>>> both(
      List<Tuple2<Integer, List<Integer>>> left, List<Tuple2<Integer, List<Integer>>> right) {
    List<Tuple2<Integer, List<Integer>>> both = new ArrayList<>(left);
    both.addAll(right);
    return both;
  }

  private static ModelledStream repartition(Choice choice) {
    ModelledStream parent = choice.stream();
    int partitions = choice.upTo(4);
    return ModelledStream.of(
        "repartition(" + partitions + ")",
        NONE,
        parent,
        stream -> stream.repartition(partitions),
        rows -> rows);
  }

  private static ModelledStream count(Choice choice) {
    ModelledStream parent = choice.stream();
    return ModelledStream.of(
        "count",
        ALL,
        parent,
        stream -> stream.count().mapToPair(n -> row(0, Values.list(n.intValue()))),
        rows -> List.of(row(0, Values.list(rows.size()))));
  }

  private static ModelledStream reduce(Choice choice) {
    ModelledStream parent = choice.stream();
    Combining combining = choice.combining(parent, ALL);
    return ModelledStream.of(
        "reduce(" + combining + ")",
        ALL,
        parent,
        stream ->
            JavaPairDStream.fromJavaDStream(
                prepared(stream, combining)
                    .reduce(
                        (a, b) -> {
                          combining.function().call(a._2, b._2);
                          return a;
                        })
                    .map(row -> row(row._1, Values.compact(row._2)))),
        rows -> ModelledStream.together(rows, combining));
  }

  /** Sums get one key, so that no order is left to see. */
  static JavaPairDStream<Integer, List<Integer>> prepared(
      JavaPairDStream<Integer, List<Integer>> stream, Combining combining) {
    return stream.mapToPair(
        row ->
            row(
                combining == Combining.APPEND ? row._1 : Integer.valueOf(0),
                combining.prepared(row._2)));
  }

  private static ModelledStream sumsOfPartitions(Choice choice) {
    ModelledStream parent = choice.stream();
    boolean glommed = choice.once(2);
    return ModelledStream.of(
        glommed ? "glom summed" : "mapPartitions summed",
        ALL,
        parent,
        stream ->
            (glommed
                    ? stream.glom().flatMap(rows -> Values.sumOf(rows.iterator()))
                    : stream.mapPartitions(Values::sumOf))
                .reduce(Integer::sum)
                .mapToPair(n -> row(0, Values.list(n))),
        rows -> ModelledStream.together(rows, Combining.ADD));
  }

  private static ModelledStream transformWithTime(Choice choice) {
    ModelledStream parent = choice.stream();
    return new ModelledStream(
        "transformToPair(time)",
        parent.order,
        parent.slide,
        List.of(parent),
        built ->
            built
                .get(0)
                .transformToPair(
                    (rdd, time) -> {
                      int second = (int) (time.milliseconds() / 1000);
                      return rdd.mapValues(value -> Values.with(value, second));
                    }),
        second ->
            RecordOperators.each(
                parent.rows(second), row -> row(row._1, RecordOperators.copyWith(row._2, second))));
  }

  private static ModelledStream transformDistinct(Choice choice) {
    ModelledStream parent = choice.stream();
    int partitions = choice.upTo(3);
    return ModelledStream.of(
        "transform(distinct, " + partitions + ")",
        NONE,
        parent,
        stream ->
            JavaPairDStream.fromJavaDStream(
                stream.toJavaDStream().transform(rdd -> rdd.distinct(partitions))),
        rows -> List.copyOf(new LinkedHashSet<>(rows)));
  }

  private static ModelledStream transformSorted(Choice choice) {
    ModelledStream parent = choice.stream();
    int partitions = choice.upTo(3);
    return ModelledStream.of(
        "transformToPair(reduced and sorted, " + partitions + ")",
        ALL,
        parent,
        stream ->
            stream
                .transformToPair(
                    rdd ->
                        rdd.filter(row -> row._1 != null)
                            .mapValues(Combining.ADD::prepared)
                            .reduceByKey(Values::add)
                            .sortByKey(false, partitions))
                // A union of datasets that are placed alike goes partition by partition, so the
                // order would be lost in it; a function over the keys makes their place unknown.
                .mapToPair(row -> row),
        rows -> {
          TreeMap<Integer, List<Integer>> sorted = new TreeMap<>();
          rows.stream()
              .filter(row -> row._1 != null)
              .forEach(row -> sorted.merge(-row._1, Combining.ADD.prepared(row._2), Values::add));
          return sorted.entrySet().stream()
              .map(entry -> row(-entry.getKey(), entry.getValue()))
              .toList();
        });
  }

  private static ModelledStream transformWith(Choice choice) {
    ModelledStream left = choice.stream();
    ModelledStream right = choice.beside(left);
    int partitions = choice.upTo(3);
    return choice.once(2)
        ? ModelledStream.of(
            "transformWithToPair(subtractByKey, " + partitions + ")",
            NONE,
            left,
            right,
            (a, b) ->
                a.transformWithToPair(
                    b, (own, other, time) -> own.subtractByKey(other, partitions)),
            (a, b) -> {
              var keys = ModelledStream.byKey(b).keySet();
              return a.stream().filter(row -> !keys.contains(row._1)).toList();
            })
        : ModelledStream.of(
            "transformWithToPair(union)",
            left.order.and(right.order),
            left,
            right,
            (a, b) -> a.transformWithToPair(b, (own, other, time) -> other.union(own)),
            (a, b) -> both(b, a));
  }
}
