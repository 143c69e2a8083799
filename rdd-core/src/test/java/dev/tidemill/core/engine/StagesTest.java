package dev.tidemill.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.core.engine.Stages.Needed;
import dev.tidemill.core.plan.Exchange;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Plans;
import dev.tidemill.core.plan.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which exchanges run together. */
class StagesTest {
  private static Plan<Tuple2<String, Integer>> source() {
    return new Source<>(GivenData.ofPartitions(List.of(List.of(new Tuple2<>("a", 1)))));
  }

  private static Exchange<String, Integer> moved(Plan<Tuple2<String, Integer>> parent) {
    return new Exchange<>(parent, new HashPartitioner(2));
  }

  private static List<List<Plan<?>>> groups(Plan<?> top) {
    return Stages.below(top, plan -> false).stream()
        .map(group -> group.stream().<Plan<?>>map(Needed::node).toList())
        .toList();
  }

  @Test
  void exchangesThatDoNotNeedEachOtherRunTogether() {
    Plan<Tuple2<String, Integer>> first = moved(source());
    Plan<Tuple2<String, Integer>> second = moved(source());
    Plan<Tuple2<String, Integer>> third = moved(source());

    List<List<Plan<?>>> groups = groups(Plans.union(List.of(first, second, third)));

    assertEquals(1, groups.size());
    assertEquals(3, groups.get(0).size());
  }

  @Test
  void oneThatNeedsAnotherWaitsForIt() {
    Plan<Tuple2<String, Integer>> below = moved(source());
    Plan<Tuple2<String, Integer>> above = moved(below);
    Plan<Tuple2<String, Integer>> other = moved(source());

    List<List<Plan<?>>> groups = groups(moved(Plans.union(List.of(other, above))));

    List<Plan<?>> order = groups.stream().flatMap(List::stream).toList();
    assertEquals(4, order.size());
    assertEquals(List.of(below), groups.get(0));
    assertEquals(List.of(above, other), groups.get(1), "the order is that of one after another");
    assertEquals(1, groups.get(2).size());
  }

  @Test
  void whatNeedsNoExchangeHasNoStageBelow() {
    assertEquals(List.of(), groups(source()));
  }
}
