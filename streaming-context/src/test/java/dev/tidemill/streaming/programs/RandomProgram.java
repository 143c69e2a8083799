package dev.tidemill.streaming.programs;

import dev.tidemill.Tuple2;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.programs.ModelledStream.Order;
import dev.tidemill.streaming.testkit.CheckedProgram;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Some inputs, some operators over them and some outputs, as a random number has it. */
final class RandomProgram {
  private static final int MOST_RECORDS = 60;
  private static final List<List<Function<Choice, ModelledStream>>> KINDS =
      List.of(
          RecordOperators.ALL_OF_THEM,
          BatchOperators.ALL_OF_THEM,
          KeyOperators.ALL_OF_THEM,
          WindowOperators.ALL_OF_THEM,
          StateOperators.ALL_OF_THEM);

  private final List<List<List<Tuple2<Integer, List<Integer>>>>> inputs = new ArrayList<>();
  private final List<ModelledStream> streams = new ArrayList<>();
  private final Set<Integer> kept = new HashSet<>();
  private final Set<Integer> outputs = new TreeSet<>();
  private final int batches;

  RandomProgram(Random random) {
    Choice choice = new Choice(random, streams);
    batches = 6 + random.nextInt(5);
    for (int i = choice.upTo(3); i > 0; i--) {
      // The first one is as long as the program; others may end earlier.
      input(choice, inputs.isEmpty() ? batches : choice.upTo(batches));
    }
    for (int i = 2 + choice.upTo(10); i > 0; i--) {
      streams.add(small(choice));
      if (choice.once(6)) {
        kept.add(streams.size() - 1);
      }
    }
    outputs.add(streams.size() - 1);
    for (int i = random.nextInt(3); i > 0; i--) {
      outputs.add(random.nextInt(streams.size()));
    }
  }

  private void input(Choice choice, int length) {
    List<List<Tuple2<Integer, List<Integer>>>> input = new ArrayList<>();
    for (int batch = 0; batch < length; batch++) {
      List<Tuple2<Integer, List<Integer>>> rows = new ArrayList<>();
      for (int n = choice.once(4) ? 0 : choice.upTo(8); n > 0; n--) {
        Integer key = choice.once(12) ? null : Integer.valueOf(choice.upTo(5) - 1);
        rows.add(Values.row(key, Values.list(choice.upTo(9) - 5)));
      }
      input.add(rows);
    }
    inputs.add(input);
    // Its own lists: the program may change those that it is fed, if they are not kept from it.
    List<List<Tuple2<Integer, List<Integer>>>> modelled =
        input.stream().map(RandomProgram::unchangeable).toList();
    streams.add(
        new ModelledStream(
            "input of " + length + " batches",
            Order.ALL,
            1,
            List.of(),
            built -> {
              throw new AssertionError("made by the check");
            },
            second -> second <= length ? modelled.get(second - 1) : List.of()));
  }

  private static List<Tuple2<Integer, List<Integer>>> unchangeable(
      List<Tuple2<Integer, List<Integer>>> rows) {
    return rows.stream().map(row -> Values.row(row._1, List.copyOf(row._2))).toList();
  }

  /** An operator whose stream is not too slow and has not too many records at any time. */
  private ModelledStream small(Choice choice) {
    while (true) {
      ModelledStream stream = choice.of(choice.of(KINDS)).apply(choice);
      if (stream.slide <= 4 && expected(stream).stream().allMatch(b -> b.size() <= MOST_RECORDS)) {
        return stream;
      }
    }
  }

  private List<List<Tuple2<Integer, List<Integer>>>> expected(ModelledStream stream) {
    List<List<Tuple2<Integer, List<Integer>>>> expected = new ArrayList<>();
    for (int second = stream.slide; second <= batches; second += stream.slide) {
      expected.add(stream.rows(second));
    }
    return expected;
  }

  /** Builds the program and says what its outputs must hold. */
  void in(CheckedProgram checked) {
    List<JavaPairDStream<Integer, List<Integer>>> built = new ArrayList<>();
    for (List<List<Tuple2<Integer, List<Integer>>>> input : inputs) {
      built.add(JavaPairDStream.fromJavaDStream(checked.stream(input)));
    }
    for (int i = inputs.size(); i < streams.size(); i++) {
      ModelledStream stream = streams.get(i);
      built.add(
          stream.building.of(
              stream.parents.stream().map(parent -> built.get(streams.indexOf(parent))).toList()));
      if (kept.contains(i)) {
        built.get(i).cache();
      }
    }
    for (int output : outputs) {
      ModelledStream stream = streams.get(output);
      if (stream.order == Order.ALL) {
        checked.expect(built.get(output), expected(stream));
      } else {
        checked.expectInAnyOrder(built.get(output), expected(stream));
      }
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < streams.size(); i++) {
      ModelledStream stream = streams.get(i);
      text.append("  s").append(i).append(" = ").append(stream.text);
      stream.parents.forEach(parent -> text.append(", s").append(streams.indexOf(parent)));
      text.append(kept.contains(i) ? ", kept" : "").append('\n');
    }
    for (int output : outputs) {
      text.append("  output of s").append(output).append('\n');
    }
    return text.append("  fed ").append(inputs).toString();
  }
}
