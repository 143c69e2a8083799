package dev.tidemill.core.engine;

import dev.tidemill.core.plan.Exchange;
import dev.tidemill.core.plan.Narrow;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.StateStep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a job has to run before its own partitions: every exchange that the plan reads and every
 * step of a state that is not done, each once, parents before children. What lies below a dataset
 * whose partitions are all kept is not needed. Walks without recursion, so a thousand steps that
 * wait for each other do not overflow the stack.
 *
 * <pre>
 *   panes    source  source  ...  source
 *               |       |            |
 *            exchange exchange    exchange      one group: none needs another
 *                  \    |    ...    /
 *                      step                     a group of its own
 * </pre>
 */
public final class Stages {
  /**
   * @param node an exchange or a step of a state
   * @param readAgain whether more than one reader may ask for a partition
   */
  public record Needed(Plan<?> node, boolean readAgain) {}

  private static final int ONCE = 1;
  private static final int OFTEN = 2;

  private final Predicate<Plan<?>> whole;
  // Parents before children.
  private final List<Plan<?>> ordered = new ArrayList<>();

  private Stages(Predicate<Plan<?>> whole) {
    this.whole = whole;
  }

  /**
   * In groups: exchanges of one group may run together, a step of a state is one of its own.
   *
   * @param whole whether all partitions of a dataset are at hand
   */
  public static List<List<Needed>> below(Plan<?> plan, Predicate<Plan<?>> whole) {
    Stages stages = new Stages(whole);
    stages.order(plan.current());
    return stages.needed();
  }

  private void order(Plan<?> top) {
    Map<Plan<?>, Boolean> left = new IdentityHashMap<>();
    Deque<Plan<?>> open = new ArrayDeque<>();
    open.push(top);
    while (!open.isEmpty()) {
      Plan<?> node = open.peek();
      Boolean before = left.putIfAbsent(node, false);
      if (before == null) {
        for (Plan<?> parent : parents(node)) {
          if (!left.containsKey(parent)) {
            open.push(parent);
          }
        }
      } else {
        open.pop();
        if (!before) {
          left.put(node, true);
          ordered.add(node);
        }
      }
    }
  }

  private List<Plan<?>> parents(Plan<?> node) {
    if (node.isKept() && whole.test(node)) {
      return List.of();
    }
    List<Plan<?>> parents = new ArrayList<>(2);
    node.parents().forEach(parent -> parents.add(parent.current()));
    return parents;
  }

  private List<List<Needed>> needed() {
    if (ordered.stream().noneMatch(Stages::endsStage)) {
      return List.of();
    }
    Map<Plan<?>, Integer> reads = reads();
    // The number of the latest group at or below a node.
    Map<Plan<?>, Integer> latest = new IdentityHashMap<>();
    List<List<Needed>> groups = new ArrayList<>();
    boolean isOpen = false; // whether the last group takes further exchanges
    for (Plan<?> node : ordered) {
      int below = -1;
      for (Plan<?> parent : parents(node)) {
        // One that was not walked was at hand a moment ago.
        below = Math.max(below, latest.getOrDefault(parent, -1));
      }
      if (isNeeded(node)) {
        boolean isExchange = node instanceof Exchange;
        if (!isOpen || !isExchange || below == groups.size() - 1) {
          groups.add(new ArrayList<>());
        }
        isOpen = isExchange;
        below = groups.size() - 1;
        groups.get(below).add(new Needed(node, reads.get(node) == OFTEN));
      }
      latest.put(node, below);
    }
    return groups;
  }

  private boolean isNeeded(Plan<?> node) {
    return endsStage(node) && !(node.isKept() && whole.test(node));
  }

  private static boolean endsStage(Plan<?> node) {
    return node instanceof Exchange || (node instanceof StateStep<?, ?> step && !step.isDone());
  }

  /** How often a partition of each node is computed at most: once or more often. */
  private Map<Plan<?>, Integer> reads() {
    Map<Plan<?>, Integer> reads = new IdentityHashMap<>();
    reads.put(ordered.get(ordered.size() - 1), ONCE);
    for (int i = ordered.size() - 1; i >= 0; i--) {
      Plan<?> node = ordered.get(i);
      boolean again = node instanceof Narrow<?> narrow && narrow.readsAgain();
      // What an exchange moves and what is kept is made once, however often it is read.
      boolean madeOnce = endsStage(node) || node.isKept();
      int each = again ? OFTEN : madeOnce ? ONCE : reads.get(node);
      for (Plan<?> parent : parents(node)) {
        reads.merge(parent, each, (a, b) -> OFTEN);
      }
    }
    return reads;
  }
}
