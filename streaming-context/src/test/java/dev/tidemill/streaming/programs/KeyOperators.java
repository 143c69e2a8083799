package dev.tidemill.streaming.programs;

import static dev.tidemill.streaming.programs.ModelledStream.Order.BY_KEY;
import static dev.tidemill.streaming.programs.ModelledStream.Order.NONE;
import static dev.tidemill.streaming.programs.Values.row;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Operators by key within a batch, each with its model. */
final class KeyOperators {
  static final List<Function<Choice, ModelledStream>> ALL_OF_THEM =
      List.of(
          KeyOperators::reduceByKey,
          KeyOperators::combineByKey,
          KeyOperators::groupByKey,
          KeyOperators::countByValue,
          KeyOperators::join,
          KeyOperators::cogroup);

  private KeyOperators() {}

  private static ModelledStream reduceByKey(Choice choice) {
    ModelledStream parent = choice.stream();
    Combining combining = choice.combining(parent, BY_KEY);
    int partitions = choice.upTo(3);
    return ModelledStream.of(
        "reduceByKey(" + combining + ", " + partitions + ")",
        BY_KEY,
        parent,
        stream ->
            stream
                .mapValues(combining::prepared)
                .reduceByKey(combining.function(), partitions)
                .mapValues(Values::compact),
        rows -> ModelledStream.eachKey(rows, combining::of));
  }

  private static ModelledStream combineByKey(Choice choice) {
    ModelledStream parent = choice.stream();
    Combining combining = choice.combining(parent, BY_KEY);
    int partitions = choice.upTo(3);
    boolean mapSide = choice.once(2);
    return ModelledStream.of(
        "combineByKey(" + combining + ", " + partitions + ", " + mapSide + ")",
        BY_KEY,
        parent,
        stream ->
            stream
                .<List<Integer>>combineByKey(
                    combining::prepared,
                    (all, value) -> combining.function().call(all, combining.prepared(value)),
                    combining.function(),
                    new HashPartitioner(partitions),
                    mapSide)
                .mapValues(Values::compact),
        rows -> ModelledStream.eachKey(rows, combining::of));
  }

  private static ModelledStream groupByKey(Choice choice) {
    ModelledStream parent = choice.stream();
    boolean ordered = parent.order != NONE;
    int partitions = choice.upTo(3);
    return ModelledStream.of(
        "groupByKey(" + partitions + ")",
        BY_KEY,
        parent,
        stream -> stream.groupByKey(partitions).mapValues(values -> Values.flat(values, ordered)),
        rows -> ModelledStream.eachKey(rows, values -> Values.flat(values, ordered)));
  }

  private static ModelledStream countByValue(Choice choice) {
    ModelledStream parent = choice.stream();
    int partitions = choice.upTo(3);
    return ModelledStream.of(
        "countByValue(" + partitions + ")",
        NONE,
        parent,
        stream ->
            stream
                .countByValue(partitions)
                .mapToPair(
                    count -> row(count._1._1, ModelledStream.counted(count._1._2, count._2))),
        ModelledStream::counted);
  }

  /** Which keys without a partner stay. */
  private enum Join {
    INNER,
    LEFT,
    RIGHT,
    FULL
  }

  private static ModelledStream join(Choice choice) {
    ModelledStream left = choice.stream();
    ModelledStream right = choice.beside(left);
    Join join = choice.of(List.of(Join.values()));
    int partitions = choice.upTo(3);
    return ModelledStream.of(
        join + " join(" + partitions + ")",
        NONE,
        left,
        right,
        (a, b) -> joined(join, a, b, partitions),
        (a, b) -> joined(join, a, b));
  }

  private static JavaPairDStream<Integer, List<Integer>> joined(
      Join join,
      JavaPairDStream<Integer, List<Integer>> a,
      JavaPairDStream<Integer, List<Integer>> b,
      int partitions) {
    return switch (join) {
      case INNER -> a.join(b, partitions).mapValues(both -> Values.joined(both._1, both._2));
      case LEFT ->
          a.leftOuterJoin(b, partitions)
              .mapValues(both -> Values.joined(both._1, both._2.orNull()));
      case RIGHT ->
          a.rightOuterJoin(b, partitions)
              .mapValues(both -> Values.joined(both._1.orNull(), both._2));
      case FULL ->
          a.fullOuterJoin(b, partitions)
              .mapValues(both -> Values.joined(both._1.orNull(), both._2.orNull()));
    };
  }

  private static List<Tuple2<Integer, List<Integer>>> joined(
      Join join, List<Tuple2<Integer, List<Integer>>> a, List<Tuple2<Integer, List<Integer>>> b) {
    Map<Integer, List<List<Integer>>> left = ModelledStream.byKey(a);
    Map<Integer, List<List<Integer>>> right = ModelledStream.byKey(b);
    List<Tuple2<Integer, List<Integer>>> joined = new ArrayList<>();
    left.forEach(
        (key, values) -> {
          for (List<Integer> value : values) {
            if (right.containsKey(key)) {
              right.get(key).forEach(of -> joined.add(row(key, Values.joined(value, of))));
            } else if (join == Join.LEFT || join == Join.FULL) {
              joined.add(row(key, Values.joined(value, null)));
            }
          }
        });
    right.forEach(
        (key, values) -> {
          if (!left.containsKey(key) && (join == Join.RIGHT || join == Join.FULL)) {
            values.forEach(value -> joined.add(row(key, Values.joined(null, value))));
          }
        });
    return joined;
  }

  private static ModelledStream cogroup(Choice choice) {
    ModelledStream left = choice.stream();
    ModelledStream right = choice.beside(left);
    boolean ordered = left.order != NONE && right.order != NONE;
    int partitions = choice.upTo(3);
    return ModelledStream.of(
        "cogroup(" + partitions + ")",
        BY_KEY,
        left,
        right,
        (a, b) ->
            a.cogroup(b, partitions)
                .mapValues(
                    both ->
                        Values.joined(
                            Values.flat(both._1, ordered), Values.flat(both._2, ordered))),
        (a, b) -> {
          Map<Integer, List<List<Integer>>> ofLeft = ModelledStream.byKey(a);
          Map<Integer, List<List<Integer>>> ofRight = ModelledStream.byKey(b);
          Set<Integer> keys = new LinkedHashSet<>(ofLeft.keySet());
          keys.addAll(ofRight.keySet());
          List<Tuple2<Integer, List<Integer>>> grouped = new ArrayList<>();
          for (Integer key : keys) {
            grouped.add(
                row(
                    key,
                    Values.joined(
                        Values.flat(ofLeft.getOrDefault(key, List.of()), ordered),
                        Values.flat(ofRight.getOrDefault(key, List.of()), ordered))));
          }
          return grouped;
        });
  }
}
