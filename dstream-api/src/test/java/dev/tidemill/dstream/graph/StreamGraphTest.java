package dev.tidemill.dstream.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkException;
import dev.tidemill.core.plan.Filtered;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.dstream.ListSource;
import dev.tidemill.dstream.NotedMarks;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamGraphTest {
  private static final Duration SECOND = new Duration(1000);
  private static final Time ZERO = new Time(0);
  private static final Time FIRST = new Time(1000);
  private static final Time SECOND_BATCH = new Time(2000);

  private final StreamGraph graph = new StreamGraph(SECOND);
  private final List<String> computed = new ArrayList<>();
  private final List<String> ran = new ArrayList<>();

  /** Notes when it is computed. */
  private final class NotingNode extends StreamNode<String> {
    private final boolean hasDataset;

    NotingNode(String name, Duration slide, boolean hasDataset, List<StreamNode<?>> parents) {
      super(name, parents, slide);
      this.hasDataset = hasDataset;
    }

    @Override
    protected Optional<Plan<String>> compute(BatchPlan batch) {
      computed.add(operator());
      return hasDataset
          ? Optional.of(new Source<>(GivenData.ofPartitions(List.of())))
          : Optional.empty();
    }
  }

  private StreamNode<String> node(String name, StreamNode<?>... parents) {
    return graph.add(new NotingNode(name, SECOND, true, List.of(parents)));
  }

  private void output(StreamNode<?> node) {
    graph.addOutput("foreachRDD", node, (plan, time) -> ran.add(node + " " + time));
  }

  private void run(Time time) throws Exception {
    for (OutputJob job : graph.plan(time)) {
      job.body().run();
    }
  }

  @Test
  void parentsAreComputedBeforeChildrenAndASharedParentOnce() throws Exception {
    StreamNode<String> source = node("source");
    StreamNode<String> left = node("left", source);
    StreamNode<String> right = node("right", source);
    output(node("both", left, right));
    output(right);
    graph.start(ZERO, new NotedMarks(), false);
    graph.plan(FIRST);
    assertEquals(List.of("source", "left", "right", "both"), computed);
    graph.plan(SECOND_BATCH);
    assertEquals(8, computed.size());
  }

  @Test
  void outputsRunInTheOrderOfTheirRegistration() throws Exception {
    StreamNode<String> first = node("first");
    StreamNode<String> second = node("second");
    output(second);
    output(first);
    output(second);
    graph.start(ZERO, new NotedMarks(), false);
    assertEquals(List.of(0, 1, 2), graph.plan(FIRST).stream().map(OutputJob::index).toList());
    run(FIRST);
    assertEquals(List.of("second 1000 ms", "first 1000 ms", "second 1000 ms"), ran);
  }

  @Test
  void aJobDoesTheSameWhenItIsRunAgain() throws Exception {
    output(node("a"));
    graph.start(ZERO, new NotedMarks(), false);
    OutputJob job = graph.plan(FIRST).get(0);
    job.body().run();
    job.body().run();
    assertEquals(List.of("a 1000 ms", "a 1000 ms"), ran);
    assertEquals(List.of("a"), computed);
  }

  @Test
  void aBranchWithoutAnOutputIsNotPlanned() throws Exception {
    StreamNode<String> source = node("source");
    node("unused", source);
    output(node("used", source));
    graph.start(ZERO, new NotedMarks(), false);
    graph.plan(FIRST);
    assertEquals(List.of("source", "used"), computed);
  }

  @Test
  void aSourceWithoutAnOutputIsStillASource() {
    ListSource<String> first = new ListSource<>(List.of());
    ListSource<String> second = new ListSource<>(List.of());
    graph.add(new SourceNode<>("first", first, SECOND));
    node("between");
    graph.add(new SourceNode<>("second", second, SECOND));
    assertEquals(List.of(first, second), graph.sources());
  }

  @Test
  void anOutputWhoseStreamHasNoDatasetHasNoJob() throws Exception {
    output(graph.add(new NotingNode("none", SECOND, false, List.of())));
    output(node("some"));
    graph.start(ZERO, new NotedMarks(), false);
    assertEquals(List.of(1), graph.plan(FIRST).stream().map(OutputJob::index).toList());
  }

  @Test
  void aDerivedStreamHasNoDatasetWhenItsParentHasNone() throws Exception {
    StreamNode<String> none = graph.add(new NotingNode("none", SECOND, false, List.of()));
    output(graph.add(new DerivedNode<String, String>("map", none, plan -> plan)));
    graph.start(ZERO, new NotedMarks(), false);
    assertEquals(List.of(), graph.plan(FIRST));
  }

  @Test
  void aStreamOfALongerSlideHasADatasetOnlyOnItsGridFromZeroTime() throws Exception {
    output(graph.add(new NotingNode("slow", new Duration(3000), true, List.of())));
    graph.start(new Time(2000), new NotedMarks(), false);
    for (int second = 2; second <= 9; second++) {
      run(new Time(second * 1000L));
    }
    assertEquals(List.of("slow 5000 ms", "slow 8000 ms"), ran);
  }

  @Test
  void whatAFunctionThrowsWhilePlanningIsThrownAsItIs() {
    IllegalStateException thrown = new IllegalStateException("mine");
    StreamNode<String> source = node("source");
    output(
        graph.add(
            new CombinedNode<String>(
                "transform",
                List.of(source),
                "none",
                (plans, time) -> {
                  throw thrown;
                })));
    graph.start(ZERO, new NotedMarks(), false);
    assertSame(thrown, assertThrows(IllegalStateException.class, () -> graph.plan(FIRST)));
  }

  @Test
  void nodesOfAnotherGraphAreRefused() {
    node("mine");
    StreamGraph other = new StreamGraph(SECOND);
    StreamNode<String> foreign = other.add(new NotingNode("foreign", SECOND, true, List.of()));
    IllegalArgumentException asParent =
        assertThrows(IllegalArgumentException.class, () -> node("child", foreign));
    assertEquals(
        "child: the stream 'foreign' belongs to another StreamingContext; use streams of one"
            + " context.",
        asParent.getMessage());
    assertThrows(IllegalArgumentException.class, () -> output(foreign));
    assertThrows(
        IllegalArgumentException.class,
        () -> node("child", new NotingNode("nobody's", SECOND, true, List.of())));
  }

  @Test
  void aNodeIsAddedOnce() {
    StreamNode<String> node = node("a");
    assertThrows(IllegalArgumentException.class, () -> graph.add(node));
  }

  @Test
  void nothingIsAddedAfterTheStart() {
    StreamNode<String> source = node("source");
    output(source);
    graph.start(ZERO, new NotedMarks(), false);
    String refused =
        "Adding new inputs, transformations, and output operations after starting a context is not"
            + " supported; make them before start(), in a new context.";
    assertEquals(
        refused, assertThrows(IllegalStateException.class, () -> node("late")).getMessage());
    assertEquals(
        refused, assertThrows(IllegalStateException.class, () -> output(source)).getMessage());
  }

  @Test
  void nothingIsAddedAfterTheStop() {
    StreamNode<String> source = node("source");
    graph.stop();
    String refused =
        "Adding new inputs, transformations, and output operations after stopping a context is not"
            + " supported; make them before start(), in a new context.";
    assertEquals(
        refused, assertThrows(IllegalStateException.class, () -> node("late")).getMessage());
    assertEquals(
        refused, assertThrows(IllegalStateException.class, () -> output(source)).getMessage());
  }

  @Test
  void aGraphWithoutAnOutputDoesNotStart() {
    node("source");
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> graph.start(ZERO, new NotedMarks(), false));
    assertTrue(
        refused.getMessage().startsWith("No output operations registered, so nothing to execute"),
        refused.getMessage());
  }

  @Test
  void aChainOfTenThousandStreamsIsPlanned() throws Exception {
    StreamNode<Integer> last =
        graph.add(new SourceNode<>("numbers", new ListSource<>(List.of(List.of(1, 2))), SECOND));
    for (int i = 0; i < 5_000; i++) {
      last = graph.add(new DerivedNode<>("map", last, StreamGraphTest::plusOne));
      last = graph.add(new DerivedNode<>("filter", last, StreamGraphTest::positive));
    }
    output(last);
    graph.start(ZERO, new NotedMarks(), false);
    assertEquals(1, graph.plan(FIRST).size());
    run(SECOND_BATCH);
    assertEquals(1, ran.size());
  }

  private static Plan<Integer> plusOne(Plan<Integer> plan) {
    return new Mapped<Integer, Integer>("map", plan, number -> number + 1, false);
  }

  private static Plan<Integer> positive(Plan<Integer> plan) {
    return new Filtered<>("filter", plan, number -> number > 0);
  }

  @Test
  void aBatchIntervalIsNeeded() {
    assertEquals(
        "Batch duration for StreamingContext cannot be null",
        assertThrows(IllegalArgumentException.class, () -> new StreamGraph(null)).getMessage());
    assertEquals(SECOND, graph.batchDuration());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE, 9208512000001L, Long.MAX_VALUE})
  void aBatchIntervalIsPositiveAndNotLongerThanALifetimeOfMachines(long millis) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new StreamGraph(new Duration(millis)));
    assertEquals(
        "Batch duration is " + millis + " ms; use 1 ms to 9208512000000 ms.", refused.getMessage());
  }

  @Test
  void rememberIsSetOnceAndPositive() {
    assertThrows(IllegalArgumentException.class, () -> graph.remember(null));
    for (long millis : new long[] {0, -1}) {
      assertThrows(IllegalArgumentException.class, () -> graph.remember(new Duration(millis)));
    }
    graph.remember(SECOND);
    IllegalArgumentException again =
        assertThrows(IllegalArgumentException.class, () -> graph.remember(SECOND));
    assertTrue(
        again.getMessage().startsWith("Remember duration already set as 1000 ms."),
        again.getMessage());
  }

  @Test
  void combinedStreamsNeedADatasetOfEveryParent() {
    StreamNode<String> some = node("some");
    StreamNode<String> none = graph.add(new NotingNode("none", SECOND, false, List.of()));
    output(
        graph.add(
            new CombinedNode<String>(
                "union",
                List.of(some, none),
                "Could not generate RDD from a parent for unifying",
                (plans, time) -> {
                  throw new AssertionError("must not be called");
                })));
    graph.start(ZERO, new NotedMarks(), false);
    SparkException failed = assertThrows(SparkException.class, () -> graph.plan(FIRST));
    assertEquals(
        "Could not generate RDD from a parent for unifying at time 1000 ms: 'none' has none.",
        failed.getMessage());
  }

  @Test
  void combinedStreamsHaveOneSlide() {
    StreamNode<String> fast = node("fast");
    StreamNode<String> slow =
        graph.add(new NotingNode("slow", new Duration(2000), true, List.of()));
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new CombinedNode<String>("union", List.of(fast, slow), "", (plans, time) -> null));
    assertEquals(
        "Some of the DStreams have different slide durations: 'fast' has 1000 ms, 'slow' has 2000"
            + " ms; union needs equal ones, window one of them to the other's slide.",
        refused.getMessage());
  }

  @Test
  void combinedStreamsGetTheParentsDatasetsInOrderAndTheTime() throws Exception {
    StreamNode<String> left = node("left");
    StreamNode<String> right = node("right");
    List<Object> given = new ArrayList<>();
    output(
        graph.add(
            new CombinedNode<String>(
                "transform",
                List.of(right, left, right),
                "",
                (plans, time) -> {
                  given.addAll(plans);
                  given.add(time);
                  return new Source<>(GivenData.ofPartitions(List.of()));
                })));
    graph.start(ZERO, new NotedMarks(), false);
    graph.plan(FIRST);
    assertEquals(4, given.size());
    assertSame(given.get(0), given.get(2));
    assertTrue(given.get(0) != given.get(1));
    assertEquals(FIRST, given.get(3));
  }

  @Test
  void aNodeKnowsWhatItIs() {
    StreamNode<String> parent = node("parent");
    StreamNode<String> child = node("child", parent);
    assertEquals("child", child.operator());
    assertEquals("child", child.toString());
    assertEquals(List.of(parent), child.parents());
    assertEquals(SECOND, child.slide());
  }
}
