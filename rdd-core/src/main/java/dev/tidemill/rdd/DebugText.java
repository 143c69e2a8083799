package dev.tidemill.rdd;

import dev.tidemill.core.plan.Exchange;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.core.text.Printable;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A plan as an indented picture. What is made of one parent stands above it; what is behind an
 * exchange or beside other parents is moved in and says how many partitions it has:
 *
 * <pre>
 * (2) totals Narrow[7]
 *     Exchange by HashPartitioner(2)
 *       (3) Narrow
 *           Mapped
 *           given data in 3 partitions
 * </pre>
 *
 * <p>A plan that is used twice is shown once.
 */
final class DebugText {
  private static final int DEEPEST = 50;

  private record Line(Plan<?> plan, int depth, boolean first) {}

  private final StringBuilder text = new StringBuilder();
  private final Set<Plan<?>> shown = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Line> open = new ArrayDeque<>();

  private DebugText() {}

  /** Looks at files if the number of partitions depends on them. Runs nothing. */
  static String of(RDD<?> rdd) {
    DebugText picture = new DebugText();
    picture.open.push(new Line(rdd.plan(), 0, true));
    String label = rdd.toString();
    while (!picture.open.isEmpty()) {
      Line line = picture.open.pop();
      picture.show(line, label.isEmpty() ? describe(line.plan()) : label);
      label = "";
    }
    return picture.text.toString();
  }

  private void show(Line line, String label) {
    boolean again = !shown.add(line.plan());
    text.append("  ".repeat(3 * Math.min(line.depth(), DEEPEST)))
        .append(line.first() ? "(" + line.plan().partitionCount() + ") " : "    ")
        .append(label)
        .append(again ? ", as above\n" : "\n");
    if (!again) {
      openParents(line);
    }
  }

  private void openParents(Line line) {
    List<Plan<?>> parents = line.plan().parents();
    boolean deeper = line.plan() instanceof Exchange || parents.size() > 1;
    for (int i = parents.size() - 1; i >= 0; i--) {
      open.push(new Line(parents.get(i), deeper ? line.depth() + 1 : line.depth(), deeper));
    }
  }

  private static String describe(Plan<?> plan) {
    if (plan instanceof Exchange<?, ?> exchange) {
      return "Exchange by " + Printable.text(exchange.target());
    }
    return plan instanceof Source ? Printable.text(plan) : plan.getClass().getSimpleName();
  }
}
