package dev.tidemill.dstream.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.tidemill.SparkConf;
import dev.tidemill.core.plan.Filtered;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import dev.tidemill.util.ManualClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueueSourceTest {
  private final Plan<Integer> first = dataset(1);
  private final Plan<Integer> second = dataset(2);
  private final Plan<Integer> empty = dataset();

  private static Plan<Integer> dataset(Integer... records) {
    return new Source<>(GivenData.sliced(List.of(records), 1));
  }

  private static <T> Optional<Plan<T>> next(QueueSource<T> source, long batch) {
    source.allocate(new Time(batch));
    return source.plan(new Time(batch));
  }

  @Test
  void oneAtATimeEachBatchGetsTheNextDatasetAndThenTheEmptyOne() {
    QueueSource<Integer> source = new QueueSource<>(List.of(first, second), true, empty);
    assertSame(first, next(source, 1).get());
    assertSame(second, next(source, 2).get());
    assertSame(empty, next(source, 3).get());
    assertSame(empty, next(source, 4).get());
  }

  @Test
  void allAtOnceTheFirstBatchGetsTheUnion() {
    QueueSource<Integer> source = new QueueSource<>(List.of(first, second), false, empty);
    assertEquals(List.of(first, second), next(source, 1).get().parents());
    assertSame(empty, next(source, 2).get());
  }

  @Test
  void askingAgainForABatchGivesTheSame() {
    QueueSource<Integer> source = new QueueSource<>(List.of(first, second), true, empty);
    assertSame(first, next(source, 1).get());
    assertSame(first, next(source, 1).get());
    assertSame(second, next(source, 2).get());
    assertSame(first, source.plan(new Time(1)).get());
  }

  @Test
  void aBatchThatIsDoneIsForgottenAndLaterOnesAreKept() {
    QueueSource<Integer> source = new QueueSource<>(List.of(first, second), true, empty);
    next(source, 1);
    next(source, 2);
    source.done(new Time(1));
    assertEquals(Optional.empty(), source.plan(new Time(1)));
    assertSame(second, source.plan(new Time(2)).get());
  }

  @Test
  void whatIsAddedToTheListLaterIsNotSeen() {
    List<Plan<Integer>> list = new ArrayList<>(List.of(first));
    QueueSource<Integer> source = new QueueSource<>(list, true, empty);
    list.add(second);
    assertSame(first, next(source, 1).get());
    assertSame(empty, next(source, 2).get());
  }

  @Test
  void aBatchThatWasNotAllocatedHasNoDataset() {
    QueueSource<Integer> source = new QueueSource<>(List.of(first), true, empty);
    assertEquals(Optional.empty(), source.plan(new Time(1)));
  }

  @Test
  void aQueueDoesNothingAtItsStartAndItsStop() {
    QueueSource<Integer> source = new QueueSource<>(List.of(first), true, empty);
    assertEquals("queue", source.description());
    source.start(context());
    source.stop();
    assertSame(first, next(source, 1).get());
  }

  @Test
  void theRecordsOfGivenDataAreCountedAlsoBehindAMap() {
    Plan<Integer> mapped = new Mapped<>("map", given(4), n -> n + 1, false);
    QueueSource<Integer> source = new QueueSource<>(List.of(given(3), mapped), true, given(2));
    assertEquals(new Allocation(3, ""), source.allocate(new Time(1)));
    assertEquals(new Allocation(3, ""), source.allocate(new Time(1)));
    assertEquals(new Allocation(4, ""), source.allocate(new Time(2)));
    assertEquals(new Allocation(2, ""), source.allocate(new Time(3)));
  }

  @Test
  void allAtOnceIsTheSum() {
    QueueSource<Integer> source = new QueueSource<>(List.of(given(3), given(4)), false, given(0));
    assertEquals(new Allocation(7, ""), source.allocate(new Time(1)));
    assertEquals(new Allocation(0, ""), source.allocate(new Time(2)));
  }

  @Test
  void whatOnlyRunningWouldTellIsNotKnown() {
    Plan<Integer> filtered = new Filtered<>("filter", given(4), n -> n > 1);
    QueueSource<Integer> one = new QueueSource<>(List.of(filtered), true, empty);
    assertEquals(new Allocation(Allocation.UNKNOWN, ""), one.allocate(new Time(1)));
    QueueSource<Integer> all = new QueueSource<>(List.of(given(3), filtered), false, empty);
    assertEquals(new Allocation(Allocation.UNKNOWN, ""), all.allocate(new Time(1)));
  }

  private static Plan<Integer> given(int records) {
    return new Source<>(GivenData.sliced(Collections.nCopies(records, 1), 2));
  }

  private static SourceContext context() {
    return new SourceContext(
        0,
        new SparkConf(false),
        new ManualClock(0),
        new Duration(1000),
        new Time(0),
        false,
        event -> {});
  }
}
