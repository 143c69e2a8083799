package dev.tidemill.core.engine.local;

import dev.tidemill.api.java.function.FlatMapFunction;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.core.plan.Filtered;
import dev.tidemill.core.plan.FlatMapped;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.task.TaskFunctions;
import java.util.ArrayList;
import java.util.List;

/**
 * What one loop does to a record: up to {@link RecordLoop#STEPS} maps and filters, then perhaps a
 * flatMap.
 */
final class Piece {
  /** Hands records on as they are. */
  static final Piece NOTHING = new Piece();

  private final List<Function<Object, Object>> steps = new ArrayList<>(RecordLoop.STEPS);
  private int filters;
  private FlatMapFunction<Object, Object> flat;

  private Piece() {}

  /**
   * Cuts a chain of record-wise nodes, in the order in which records pass; never empty.
   *
   * @param functions says which functions the task calls
   */
  static List<Piece> cut(List<Plan<?>> chain, TaskFunctions functions) throws Exception {
    List<Piece> pieces = new ArrayList<>(2);
    Piece piece = new Piece();
    pieces.add(piece);
    for (Plan<?> node : chain) {
      if (piece.flat != null
          || (piece.length() == RecordLoop.STEPS && !(node instanceof FlatMapped))) {
        piece = new Piece();
        pieces.add(piece);
      }
      piece.add(node, functions);
    }
    return pieces;
  }

  @SuppressWarnings("unchecked") // types were checked where the plan was built
  private void add(Plan<?> node, TaskFunctions functions) throws Exception {
    if (node instanceof FlatMapped<?, ?> flatMapped) {
      flat = (FlatMapFunction<Object, Object>) functions.own(flatMapped.function());
    } else if (node instanceof Mapped<?, ?> mapped) {
      steps.add((Function<Object, Object>) functions.own(mapped.function()));
    } else {
      filters |= 1 << steps.size();
      Function<?, ?> function = functions.own(((Filtered<?>) node).function());
      steps.add((Function<Object, Object>) function);
    }
  }

  /** The maps and filters alone. */
  Piece withoutFlat() {
    Piece piece = new Piece();
    piece.steps.addAll(steps);
    piece.filters = filters;
    return piece;
  }

  int length() {
    return steps.size();
  }

  Shape shape() {
    return new Shape(steps.size(), filters, flat != null);
  }

  /** The function of a step, or null past the last. */
  Function<Object, Object> step(int i) {
    return i < steps.size() ? steps.get(i) : null;
  }

  /** The function of the flatMap, or null. */
  FlatMapFunction<Object, Object> flat() {
    return flat;
  }
}
