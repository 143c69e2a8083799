package dev.tidemill.core.check;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.RangePartitioner;
import dev.tidemill.SparkException;
import dev.tidemill.core.closure.Closures;
import dev.tidemill.core.error.CallSite;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.plan.Exchange;
import dev.tidemill.core.plan.Filtered;
import dev.tidemill.core.plan.FlatMapped;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.Narrow;
import dev.tidemill.core.plan.Plan;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Checks that the functions of plans and jobs can be serialised, each when it is given, so that the
 * exception names the program's own line. What is refused is thrown as a {@link SparkException},
 * undeclared as in the mirrored API. Thread-safe.
 */
public final class FunctionCheck {
  private final Closures closures;
  // Plans are equal by identity.
  private final Set<Plan<?>> checked =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  public FunctionCheck(Closures closures) {
    this.closures = closures;
  }

  /** Checks what an operator has made: the nodes down to those that were checked before. */
  public void plan(Plan<?> plan) {
    Deque<Plan<?>> open = new ArrayDeque<>();
    open.push(plan);
    while (!open.isEmpty()) {
      Plan<?> node = open.pop();
      if (!checked.contains(node)) {
        node(node);
        checked.add(node);
        node.parents().forEach(open::push);
      }
    }
  }

  private void node(Plan<?> node) {
    if (node instanceof Mapped<?, ?> mapped) {
      function("function", node.operator(), mapped.function());
    } else if (node instanceof Filtered<?> filtered) {
      function("function", node.operator(), filtered.function());
    } else if (node instanceof FlatMapped<?, ?> flatMapped) {
      function("function", node.operator(), flatMapped.function());
    } else if (node instanceof Narrow<?> narrow) {
      narrow.function().ifPresent(function -> function("function", node.operator(), function));
    } else if (node instanceof Exchange<?, ?> exchange) {
      exchange.ordering().ifPresent(order -> function("comparator", node.operator(), order));
      if (!isOurs(exchange.target())) {
        function("partitioner", node.operator(), exchange.target());
      }
    }
  }

  /** Ours can travel; to ask one for its ranges may even run a job. */
  private static boolean isOurs(Partitioner partitioner) {
    return partitioner instanceof HashPartitioner || partitioner instanceof RangePartitioner;
  }

  /**
   * Checks what an action, or an operator with a state, runs in tasks.
   *
   * @param action said if no code of the program is on the stack
   */
  public void task(String action, Object task) {
    function("function", action, task);
  }

  private void function(String kind, String operator, Object function) {
    try {
      closures.check(() -> "the " + kind + " of " + CallSite.ofCall(operator), function);
    } catch (SparkException refused) {
      throw Sneaky.thrown(refused);
    }
  }
}
