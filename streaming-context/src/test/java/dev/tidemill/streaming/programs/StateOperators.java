package dev.tidemill.streaming.programs;

import static dev.tidemill.streaming.programs.ModelledStream.Order.BY_KEY;
import static dev.tidemill.streaming.programs.Values.row;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.Optional;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.State;
import dev.tidemill.streaming.StateSpec;
import dev.tidemill.streaming.api.java.JavaMapWithStateDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.programs.ModelledStream.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** States by key; their model goes through all batches from the first one on. */
final class StateOperators {
  static final List<Function<Choice, ModelledStream>> ALL_OF_THEM =
      List.of(
          StateOperators::updateStateByKey,
          StateOperators::mapWithState,
          StateOperators::mapWithStateAndTimeout,
          StateOperators::stateSnapshots);

  private StateOperators() {}

  private static ModelledStream updateStateByKey(Choice choice) {
    ModelledStream parent = choice.stream();
    boolean ordered = parent.order != Order.NONE;
    int partitions = choice.upTo(3);
    return new ModelledStream(
        "updateStateByKey(" + partitions + ")",
        BY_KEY,
        parent.slide,
        List.of(parent),
        built ->
            built
                .get(0)
                .<List<Integer>>updateStateByKey(
                    (values, state) ->
                        Optional.ofNullable(updated(values, state.orNull(), ordered)),
                    partitions),
        second -> {
          Map<Integer, List<Integer>> states = new HashMap<>();
          for (int at = parent.slide; at <= second; at += parent.slide) {
            Map<Integer, List<List<Integer>>> values = ModelledStream.byKey(parent.rows(at));
            values.keySet().forEach(key -> states.putIfAbsent(key, null));
            states.replaceAll(
                (key, state) ->
                    updated(
                        values.getOrDefault(key, List.of()),
                        state == null ? null : new ArrayList<>(state),
                        ordered));
            states.values().removeIf(state -> state == null);
          }
          return rows(states);
        });
  }

  private static List<Tuple2<Integer, List<Integer>>> rows(Map<Integer, List<Integer>> states) {
    List<Tuple2<Integer, List<Integer>>> rows = new ArrayList<>();
    states.forEach((key, state) -> rows.add(row(key, state)));
    return rows;
  }

  /** Changes the state that it is given; null if there is to be none. */
  private static List<Integer> updated(
      List<List<Integer>> values, List<Integer> state, boolean ordered) {
    List<Integer> next = state == null ? new ArrayList<>() : state;
    if (values.isEmpty() && next.size() > 3) {
      return null;
    }
    next.addAll(Values.flat(values, ordered));
    if (next.size() > 6) {
      next.subList(0, next.size() - 6).clear();
    }
    return next;
  }

  /** What a call does to the state, whose list it changes; by what is in the value. */
  private static List<Integer> mapped(Optional<List<Integer>> value, State<List<Integer>> state) {
    if (state.isTimingOut()) {
      return Values.with(new ArrayList<>(state.get()), -7);
    }
    int sum = Values.sum(value.get());
    if (!state.exists()) {
      state.update(Values.list(sum));
    } else if (sum % 5 == 0) {
      state.remove();
      return Values.list(sum, -1);
    } else {
      // In place, and not said.
      List<Integer> kept = state.get();
      kept.add(sum);
      if (kept.size() > 4) {
        kept.remove(0);
      }
    }
    return new ArrayList<>(state.get());
  }

  private static ModelledStream mapWithState(Choice choice) {
    return mapWithState(choice, 0);
  }

  private static ModelledStream mapWithStateAndTimeout(Choice choice) {
    return mapWithState(choice, choice.upTo(3));
  }

  private static ModelledStream mapWithState(Choice choice, int timeout) {
    Mapped mapped = new Mapped(choice.stream(), timeout, choice.upTo(3));
    return mapped.as(
        "mapWithState",
        stream -> mapped.states(stream).mapToPair(pair -> pair),
        second -> mapped.model(second).given());
  }

  private static ModelledStream stateSnapshots(Choice choice) {
    Mapped mapped = new Mapped(choice.stream(), choice.once(2) ? 2 : 0, choice.upTo(3));
    return mapped.as(
        "stateSnapshots",
        stream -> mapped.states(stream).stateSnapshots(),
        second -> mapped.model(second).snapshot());
  }

  /**
   * A {@code mapWithState} over a stream.
   *
   * @param timeout in seconds; 0 for none
   */
  private record Mapped(ModelledStream parent, int timeout, int partitions) {
    /** Where the order of values is not known, each key has one. */
    JavaPairDStream<Integer, List<Integer>> placed(JavaPairDStream<Integer, List<Integer>> stream) {
      return parent.order == Order.NONE
          ? stream.mapValues(Combining.ADD::prepared).reduceByKey(Values::add)
          : stream;
    }

    JavaMapWithStateDStream<Integer, List<Integer>, List<Integer>, Tuple2<Integer, List<Integer>>>
        states(JavaPairDStream<Integer, List<Integer>> stream) {
      StateSpec<Integer, List<Integer>, List<Integer>, Tuple2<Integer, List<Integer>>> spec =
          StateSpec.function(
              (Integer key, Optional<List<Integer>> value, State<List<Integer>> state) ->
                  row(key, mapped(value, state)));
      spec.numPartitions(partitions);
      if (timeout > 0) {
        spec.timeout(Durations.seconds(timeout));
      }
      return placed(stream).mapWithState(spec);
    }

    ModelledStream as(
        String operator,
        UnaryOperator<JavaPairDStream<Integer, List<Integer>>> building,
        IntFunction<List<Tuple2<Integer, List<Integer>>>> model) {
      return new ModelledStream(
          operator + "(" + partitions + ", timeout of " + timeout + " s)",
          BY_KEY,
          parent.slide,
          List.of(parent),
          built -> building.apply(built.get(0)),
          model);
    }

    Model model(int second) {
      Model model = new Model();
      for (int at = parent.slide; at <= second; at += parent.slide) {
        List<Tuple2<Integer, List<Integer>>> rows = parent.rows(at);
        model.step(
            parent.order == Order.NONE ? ModelledStream.eachKey(rows, Combining.ADD::of) : rows,
            at,
            timeout);
      }
      return model;
    }
  }

  /** What a {@code mapWithState} must do, key by key. */
  private static final class Model {
    private final Map<Integer, ModelState> states = new HashMap<>();
    private final List<Tuple2<Integer, List<Integer>>> given = new ArrayList<>();

    void step(List<Tuple2<Integer, List<Integer>>> rows, int second, int timeout) {
      given.clear();
      for (Tuple2<Integer, List<Integer>> row : rows) {
        ModelState state = states.computeIfAbsent(row._1, key -> new ModelState());
        given.add(row(row._1, mapped(Optional.of(row._2), state)));
        state.touched = second;
      }
      for (Iterator<Map.Entry<Integer, ModelState>> all = states.entrySet().iterator();
          all.hasNext(); ) {
        Map.Entry<Integer, ModelState> entry = all.next();
        ModelState state = entry.getValue();
        if (state.value == null) {
          all.remove();
        } else if (timeout > 0 && state.touched < second - timeout) {
          state.timingOut = true;
          given.add(row(entry.getKey(), mapped(Optional.empty(), state)));
          all.remove();
        }
      }
    }

    List<Tuple2<Integer, List<Integer>>> given() {
      return given;
    }

    List<Tuple2<Integer, List<Integer>>> snapshot() {
      List<Tuple2<Integer, List<Integer>>> rows = new ArrayList<>();
      states.forEach((key, state) -> rows.add(row(key, state.value)));
      return rows;
    }
  }

  private static final class ModelState extends State<List<Integer>> {
    private List<Integer> value;
    private int touched;
    private boolean timingOut;

    @Override
    public boolean exists() {
      return value != null;
    }

    @Override
    public List<Integer> get() {
      return value;
    }

    @Override
    public void update(List<Integer> newState) {
      value = newState;
    }

    @Override
    public void remove() {
      value = null;
    }

    @Override
    public boolean isTimingOut() {
      return timingOut;
    }
  }
}
