package dev.tidemill.streaming.programs;

import static dev.tidemill.streaming.programs.ModelledStream.Order.ALL;
import static dev.tidemill.streaming.programs.ModelledStream.Order.BY_KEY;
import static dev.tidemill.streaming.programs.ModelledStream.Order.NONE;
import static dev.tidemill.streaming.programs.Values.row;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.programs.ModelledStream.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Windows; their model takes all records of a window anew for every slide. */
final class WindowOperators {
  static final List<Function<Choice, ModelledStream>> ALL_OF_THEM =
      List.of(
          WindowOperators::window,
          WindowOperators::countByWindow,
          WindowOperators::countByValueAndWindow,
          WindowOperators::groupByKeyAndWindow,
          WindowOperators::reduceByWindow,
          WindowOperators::reduceByWindowWithInverse,
          WindowOperators::reduceByKeyAndWindow,
          WindowOperators::reduceByKeyAndWindowWithInverse,
          WindowOperators::reduceByKeyAndWindowWithFilter);

  /** A window over a stream, in seconds. */
  private record Over(ModelledStream stream, int length, int every) {
    static Over one(Choice choice) {
      ModelledStream parent = choice.stream();
      int slides = choice.once(3) ? choice.upTo(3) : 1;
      return new Over(parent, parent.slide * choice.upTo(5), parent.slide * slides);
    }

    Duration window() {
      return Durations.seconds(length);
    }

    Duration slide() {
      return Durations.seconds(every);
    }

    ModelledStream as(
        String operator,
        Order order,
        UnaryOperator<JavaPairDStream<Integer, List<Integer>>> building,
        UnaryOperator<List<Tuple2<Integer, List<Integer>>>> model) {
      return new ModelledStream(
          operator + " of " + length + " s every " + every + " s",
          order,
          every,
          List.of(stream),
          built -> building.apply(built.get(0)),
          second -> model.apply(stream.window(length, second)));
    }

    /** Of a window that remembers which keys, or that any records, have come so far. */
    ModelledStream as(
        String operator,
        UnaryOperator<JavaPairDStream<Integer, List<Integer>>> building,
        Function<Integer, List<Tuple2<Integer, List<Integer>>>> model) {
      return new ModelledStream(
          operator + " of " + length + " s every " + every + " s",
          BY_KEY,
          every,
          List.of(stream),
          built -> building.apply(built.get(0)),
          model::apply);
    }

    /** One row with what is made of the window's, once there has been one. */
    List<Tuple2<Integer, List<Integer>>> oneFromTheFirst(
        int second, Function<List<Tuple2<Integer, List<Integer>>>, Integer> number) {
      return stream.keysSoFar(length, every, second).isEmpty()
          ? List.of()
          : List.of(row(0, Values.list(number.apply(stream.window(length, second)))));
    }
  }

  private WindowOperators() {}

  private static ModelledStream window(Choice choice) {
    Over over = Over.one(choice);
    return over.as(
        "window",
        over.stream().order,
        stream -> stream.window(over.window(), over.slide()),
        rows -> rows);
  }

  private static ModelledStream countByWindow(Choice choice) {
    Over over = Over.one(choice);
    return over.as(
        "countByWindow",
        stream ->
            stream
                .countByWindow(over.window(), over.slide())
                .mapToPair(n -> row(0, Values.list(n.intValue()))),
        second -> over.oneFromTheFirst(second, List::size));
  }

  private static ModelledStream countByValueAndWindow(Choice choice) {
    Over over = Over.one(choice);
    int partitions = choice.upTo(3);
    return over.as(
        "countByValueAndWindow(" + partitions + ")",
        NONE,
        stream ->
            stream
                .countByValueAndWindow(over.window(), over.slide(), partitions)
                .mapToPair(
                    count -> row(count._1._1, ModelledStream.counted(count._1._2, count._2))),
        ModelledStream::counted);
  }

  private static ModelledStream groupByKeyAndWindow(Choice choice) {
    Over over = Over.one(choice);
    boolean ordered = over.stream().order != NONE;
    int partitions = choice.upTo(3);
    return over.as(
        "groupByKeyAndWindow(" + partitions + ")",
        BY_KEY,
        stream ->
            stream
                .groupByKeyAndWindow(over.window(), over.slide(), partitions)
                .mapValues(values -> Values.flat(values, ordered)),
        rows -> ModelledStream.eachKey(rows, values -> Values.flat(values, ordered)));
  }

  private static ModelledStream reduceByWindow(Choice choice) {
    Over over = Over.one(choice);
    Combining combining = choice.combining(over.stream(), ALL);
    Function2<List<Integer>, List<Integer>, List<Integer>> function = combining.function();
    return over.as(
        "reduceByWindow(" + combining + ")",
        ALL,
        stream ->
            JavaPairDStream.fromJavaDStream(
                BatchOperators.prepared(stream, combining)
                    .reduceByWindow(
                        (a, b) -> row(a._1, function.call(a._2, b._2)), over.window(), over.slide())
                    .map(row -> row(row._1, Values.compact(row._2)))),
        rows -> ModelledStream.together(rows, combining));
  }

  private static int total(List<Tuple2<Integer, List<Integer>>> rows) {
    return rows.stream().mapToInt(row -> Values.sum(row._2)).sum();
  }

  private static ModelledStream reduceByWindowWithInverse(Choice choice) {
    Over over = Over.one(choice);
    return over.as(
        "reduceByWindow(ADD, inverse)",
        stream -> {
          JavaDStream<List<Integer>> sums = stream.map(row -> Values.list(Values.sum(row._2)));
          return sums.reduceByWindow(Values::add, Values::subtract, over.window(), over.slide())
              .mapToPair(sum -> row(0, sum));
        },
        second -> over.oneFromTheFirst(second, WindowOperators::total));
  }

  private static ModelledStream reduceByKeyAndWindow(Choice choice) {
    Over over = Over.one(choice);
    Combining combining = choice.combining(over.stream(), BY_KEY);
    int partitions = choice.upTo(3);
    return over.as(
        "reduceByKeyAndWindow(" + combining + ", " + partitions + ")",
        BY_KEY,
        stream ->
            stream
                .mapValues(combining::prepared)
                .reduceByKeyAndWindow(combining.function(), over.window(), over.slide(), partitions)
                .mapValues(Values::compact),
        rows -> ModelledStream.eachKey(rows, combining::of));
  }

  private static ModelledStream reduceByKeyAndWindowWithInverse(Choice choice) {
    Over over = Over.one(choice);
    return over.as(
        "reduceByKeyAndWindow(ADD, inverse)",
        stream ->
            stream
                .mapValues(Combining.ADD::prepared)
                .reduceByKeyAndWindow(Values::add, Values::subtract, over.window(), over.slide()),
        second -> {
          Map<Integer, List<List<Integer>>> window =
              ModelledStream.byKey(over.stream().window(over.length(), second));
          List<Tuple2<Integer, List<Integer>>> sums = new ArrayList<>();
          for (Integer key : over.stream().keysSoFar(over.length(), over.every(), second)) {
            sums.add(row(key, Combining.ADD.of(window.getOrDefault(key, List.of()))));
          }
          return sums;
        });
  }

  private static ModelledStream reduceByKeyAndWindowWithFilter(Choice choice) {
    Over over = Over.one(choice);
    int partitions = choice.upTo(3);
    return over.as(
        "reduceByKeyAndWindow(ADD, inverse, filter, " + partitions + ")",
        BY_KEY,
        stream ->
            stream
                .mapValues(Combining.ADD::prepared)
                .reduceByKeyAndWindow(
                    Values::add,
                    Values::subtract,
                    over.window(),
                    over.slide(),
                    partitions,
                    row -> row._2.get(0) != 0),
        rows ->
            ModelledStream.eachKey(rows, Combining.ADD::of).stream()
                .filter(row -> row._2.get(0) != 0)
                .toList());
  }
}
