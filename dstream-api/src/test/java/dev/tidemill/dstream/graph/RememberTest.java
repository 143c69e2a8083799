package dev.tidemill.dstream.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkException;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.dstream.NotedMarks;
import dev.tidemill.dstream.source.Allocation;
import dev.tidemill.dstream.source.RestoredAllocation;
import dev.tidemill.dstream.source.SourceContext;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.storage.StorageLevel;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long datasets stay, and what is asked of earlier times. */
class RememberTest {
  private static final Duration SECOND = new Duration(1000);

  private final StreamGraph graph = new StreamGraph(SECOND);
  private final NotedMarks marks = new NotedMarks();
  private final List<String> planned = new ArrayList<>();

  /** Gives each time's number; every second time nothing, if it is sparse. */
  private final class Numbers implements StreamSource<Long> {
    private final boolean sparse;

    Numbers(boolean sparse) {
      this.sparse = sparse;
    }

    @Override
    public String description() {
      return "numbers";
    }

    @Override
    public void start(SourceContext context) {}

    @Override
    public Allocation allocate(Time batch) {
      return new Allocation(1, "");
    }

    @Override
    public long restore(Time batch, boolean needed, RestoredAllocation allocated) {
      throw new UnsupportedOperationException("No test restores this source.");
    }

    @Override
    public Optional<Plan<Long>> plan(Time batch) {
      long number = batch.milliseconds() / 1000;
      planned.add("numbers " + number);
      return sparse && number % 2 == 0
          ? Optional.empty()
          : Optional.of(new Source<>(GivenData.sliced(List.of(number), 1)));
    }

    @Override
    public void done(Time batch) {}

    @Override
    public void stop() {}
  }

  private final Numbers source = new Numbers(false);
  private final StreamNode<Long> numbers = graph.add(new SourceNode<>("numbers", source, SECOND));

  private static Time at(long second) {
    return new Time(second * 1000);
  }

  private static Duration seconds(long seconds) {
    return new Duration(seconds * 1000);
  }

  private StreamNode<Long> increased(StreamNode<Long> of) {
    return graph.add(
        new DerivedNode<>("map", of, plan -> new Mapped<>("map", plan, n -> n + 1, false)));
  }

  private StreamNode<Long> window(StreamNode<Long> of, long length, long slide) {
    WindowSpec spec = WindowSpec.of("window", of, seconds(length), seconds(slide));
    return graph.add(new WindowNode<>("window", of, spec));
  }

  private void start(StreamNode<?>... outputs) {
    for (StreamNode<?> output : outputs) {
      graph.addOutput("foreachRDD", output, (plan, time) -> {});
    }
    graph.start(at(0), marks, true);
  }

  private void run(int from, int to) throws Exception {
    for (int second = from; second <= to; second++) {
      graph.plan(at(second));
      graph.forget(at(second));
    }
  }

  @Test
  void withoutNeedABatchIsReleasedWhenItIsDone() throws Exception {
    start(numbers);
    graph.plan(at(1));
    assertEquals(1, numbers.history().size());
    graph.forget(at(1));
    assertEquals(0, numbers.history().size());
    assertEquals(at(1), graph.releasable(source, at(1)));
  }

  @Test
  void rememberedBatchesAreReleasedThatMuchLater() throws Exception {
    graph.remember(seconds(5));
    start(numbers);
    run(1, 20);
    assertEquals(5, numbers.history().size());
    assertEquals(at(15), graph.releasable(source, at(20)));
  }

  @Test
  void aWindowNeedsItsParentsThatMuchLonger() throws Exception {
    StreamNode<Long> above = window(increased(window(increased(numbers), 4, 2)), 6, 6);
    start(above);
    run(1, 30);
    assertEquals(10, numbers.history().size(), "4 seconds for windows of 6");
    assertEquals(at(20), graph.releasable(source, at(30)));
    assertEquals(0, above.history().size());
  }

  @Test
  void twoWindowsOverOneStreamNeedTheLongerTime() throws Exception {
    start(window(numbers, 3, 1), window(numbers, 7, 7));
    run(1, 20);
    assertEquals(at(13), graph.releasable(source, at(20)));
  }

  @Test
  void aWindowIsMadeOfTheDatasetsThatItsParentHad() throws Exception {
    StreamNode<Long> window = window(increased(numbers), 3, 2);
    start(window);
    graph.plan(at(1));
    assertEquals(0, window.history().size(), "not due");
    graph.plan(at(2));
    assertEquals(2, parents(window, 2).size(), "a short one at the start");
    run(3, 5);
    graph.plan(at(6));
    assertEquals(3, parents(window, 6).size());
    assertEquals(List.of("numbers 1", "numbers 2"), planned.subList(0, 2));
    assertEquals(6, planned.size(), "each planned once");
  }

  private static List<Plan<?>> parents(StreamNode<Long> window, long second) {
    return window.history().at(at(second)).orElseThrow().orElseThrow().parents();
  }

  @Test
  void timesWithoutADatasetArePassedOverAndAnEmptyWindowIsADatasetToo() throws Exception {
    StreamNode<Long> sparse = graph.add(new SourceNode<>("sparse", new Numbers(true), SECOND));
    StreamNode<Long> two = window(sparse, 2, 1);
    StreamNode<Long> one = window(sparse, 1, 1);
    StreamNode<Long> none = window(sparse, 0, 1);
    start(two, one, none);
    graph.plan(at(1));
    graph.plan(at(2));
    assertEquals(1, parents(two, 2).size());
    assertEquals(0, one.history().at(at(2)).orElseThrow().orElseThrow().partitionCount());
    assertEquals(0, none.history().at(at(2)).orElseThrow().orElseThrow().partitionCount());
  }

  @Test
  void aWindowOfTenThousandBatchesTakesNoStack() throws Exception {
    StreamNode<Long> window = window(numbers, 10_000, 10_000);
    start(window);
    run(1, 9_999);
    graph.plan(at(10_000));
    assertEquals(10_000, parents(window, 10_000).size());
    assertEquals(10_000, planned.size());
  }

  @Test
  void aStreamIsAskedForDatasetsOfOtherTimes() throws Exception {
    StreamNode<Long> above = increased(numbers);
    graph.remember(seconds(3));
    start(above);
    run(1, 10);
    Plan<Long> remembered = graph.dataset(above, at(9)).orElseThrow();
    assertSame(remembered, graph.dataset(above, at(9)).orElseThrow());
    int before = planned.size();
    assertTrue(graph.dataset(above, at(2)).isPresent(), "forgotten, and computed again");
    assertTrue(graph.dataset(above, at(12)).isPresent(), "still to come");
    assertEquals(before + 2, planned.size());
    assertEquals(Optional.empty(), graph.dataset(above, at(0)), "up to the start there is none");
    assertEquals(Optional.empty(), graph.dataset(above, new Time(1500)), "not of the grid");
  }

  @Test
  void timesAreThoseOfTheGridWithBothEndsRoundedDown() throws Exception {
    StreamNode<Long> window = window(numbers, 2, 2);
    start(window);
    run(1, 8);
    assertEquals(List.of(at(2), at(4), at(6)), graph.times(window, new Time(1500), new Time(7999)));
    assertEquals(List.of(), graph.times(window, at(-9), at(0)));
    assertEquals(List.of(at(2)), graph.times(window, at(-9), at(3)));
    assertEquals(List.of(), graph.times(window, at(6), at(2)));
  }

  @Test
  void beforeTheStartThereAreNoDatasets() {
    String message =
        assertThrows(SparkException.class, () -> graph.times(numbers, at(1), at(2))).getMessage();
    assertEquals("'numbers' has not been initialized; call start() first.", message);
    assertThrows(SparkException.class, () -> graph.dataset(numbers, at(1)));
  }

  @Test
  void datasetsOfAPersistedStreamAreKeptUntilTheyAreForgotten() throws Exception {
    StreamNode<Long> above = increased(numbers);
    graph.persist(above, StorageLevel.DISK_ONLY());
    graph.persist(above, StorageLevel.MEMORY_ONLY());
    graph.persist(numbers, StorageLevel.MEMORY_ONLY());
    start(above);
    graph.plan(at(1));
    assertEquals(
        List.of("keep " + StorageLevel.MEMORY_ONLY()), marks.notes, "given data is there anyway");
    graph.forget(at(1));
    assertEquals("drop", marks.notes.get(1));
  }

  @Test
  void aStreamIsCheckpointedAtMultiplesOfItsInterval() throws Exception {
    StreamNode<Long> above = increased(numbers);
    graph.checkpoint(above, seconds(3));
    start(above);
    run(1, 7);
    assertEquals(2, marks.notes.stream().filter("checkpoint"::equals).count());
    assertEquals(StorageLevel.MEMORY_ONLY_SER(), above.level().orElseThrow());
    assertEquals(6, above.history().size(), "twice the interval is remembered");
  }

  @Test
  void afterTheStartNothingCanBeChanged() {
    start(numbers);
    String message =
        assertThrows(
                UnsupportedOperationException.class,
                () -> graph.persist(numbers, StorageLevel.MEMORY_ONLY()))
            .getMessage();
    assertEquals(
        "Cannot change storage level of a DStream after streaming context has started; call it"
            + " before start().",
        message);
    assertThrows(UnsupportedOperationException.class, () -> graph.checkpoint(numbers, seconds(1)));
  }

  @Test
  void allProblemsAreNamedAtOnceEachWithItsRemedy() {
    StreamNode<Long> slow = window(numbers, 2, 2);
    graph.checkpoint(slow, seconds(1));
    graph.checkpoint(numbers, new Duration(1500));
    graph.persist(numbers, StorageLevel.NONE());
    String message =
        assertThrows(IllegalArgumentException.class, () -> graph.start(at(0), marks, false))
            .getMessage();
    assertEquals(
        "No output operations registered, so nothing to execute; call print() or foreachRDD() on a"
            + " stream before start(). The checkpoint directory has not been set, and 'numbers' is"
            + " to be checkpointed every 1500 ms. Please set it by StreamingContext.checkpoint()."
            + " The checkpoint interval of 'numbers' is 1500 ms, which is not a multiple of its"
            + " slide time 1000 ms; use 2000 ms. 'numbers' has been marked for checkpointing but the"
            + " storage level has not been set to enable persisting; call persist() after"
            + " checkpoint(). The checkpoint directory has not been set, and 'window' is to be"
            + " checkpointed every 1000 ms. Please set it by StreamingContext.checkpoint(). The"
            + " checkpoint interval of 'window' is 1000 ms, which is lower than its slide time 2000"
            + " ms; use 2000 ms or a multiple of it.",
        message);
  }

  @Test
  void windowsAreMultiplesOfTheParentsSlide() {
    assertEquals(
        "window: The window duration of windowed DStream (1500 ms) must be a multiple of the slide"
            + " duration of parent DStream (1000 ms of 'numbers'); use 1000 ms or 2000 ms.",
        refused(new Duration(1500), SECOND));
    assertEquals(
        "window: The slide duration of windowed DStream (700 ms) must be a multiple of the slide"
            + " duration of parent DStream (1000 ms of 'numbers'); use 1000 ms.",
        refused(SECOND, new Duration(700)));
    assertTrue(refused(SECOND, seconds(0)).endsWith("a slide above 0."));
    assertTrue(
        refused(seconds(-1), SECOND).endsWith("use a window of 0 or more and a slide above 0."));
    assertTrue(refused(null, SECOND).contains("windowDuration is null"));
    assertEquals(SECOND, WindowSpec.of("window", numbers, seconds(3)).slide());
  }

  private String refused(Duration window, Duration slide) {
    return assertThrows(
            IllegalArgumentException.class, () -> WindowSpec.of("window", numbers, window, slide))
        .getMessage();
  }
}
