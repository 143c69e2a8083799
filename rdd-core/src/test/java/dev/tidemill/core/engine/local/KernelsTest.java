package dev.tidemill.core.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.tidemill.SparkException;
import dev.tidemill.api.java.function.FlatMapFunction;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.core.engine.Job;
import dev.tidemill.core.engine.Records;
import dev.tidemill.core.plan.Filtered;
import dev.tidemill.core.plan.FlatMapped;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.userside.Division;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 100, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KernelsTest {
  private static final long AT_ONCE = 0;

  private static Kernels kernels(long enoughRecords) {
    return new Kernels(enoughRecords, new HiddenCopies());
  }

  private static Plan<Integer> numbers(int count) {
    return new Source<>(GivenData.sliced(IntStream.range(0, count).boxed().toList(), 1));
  }

  private static <T> List<T> pushed(Kernels kernels, Plan<T> plan) throws Exception {
    List<T> all = new ArrayList<>();
    run(kernels, plan, records -> records.forEach(all::add));
    return all;
  }

  private static <T> List<T> pulled(Kernels kernels, Plan<T> plan) throws Exception {
    List<T> all = new ArrayList<>();
    run(kernels, plan, records -> records.iterator().forEachRemaining(all::add));
    return all;
  }

  private interface Reading<T> {
    void read(Records<T> records) throws Exception;
  }

  private static <T> void run(Kernels kernels, Plan<T> plan, Reading<T> reading) throws Exception {
    try (LocalEngine engine =
        new LocalEngine(LocalEngine.Options.ofCores(1), NothingKept.partitions(), kernels)) {
      Job<T, Object> job =
          new Job<>(
              0,
              "test",
              plan,
              Job.Rounds.one(new int[] {0}),
              (partition, records) -> {
                reading.read(records);
                return true;
              },
              (partition, result) -> {},
              Map.of());
      engine.run(job);
    }
  }

  /** A chain as `transform` makes it: new functions each time, of the same classes. */
  private static Plan<Integer> batch(int added) {
    return new Filtered<>(
        "filter", new Mapped<>("map", numbers(10), n -> n + added, false), n -> n > added);
  }

  @Test
  void theSameChainOfTheNextBatchUsesTheClassOfTheLast() throws Exception {
    Kernels kernels = kernels(AT_ONCE);
    for (int i = 0; i < 100; i++) {
      assertEquals(9, pushed(kernels, batch(i)).size());
    }
    assertEquals(1, kernels.made());
    assertEquals(1, kernels.remembered());
  }

  @Test
  void everyChainHasAClassOfItsOwn() throws Exception {
    Kernels kernels = kernels(AT_ONCE);
    for (int i = 0; i < 3; i++) {
      pushed(kernels, batch(1));
      pushed(kernels, new Mapped<>("map", numbers(10), n -> n + 1, false));
      pushed(kernels, new Mapped<>("map", numbers(10), n -> n + 2, false));
      Function<Integer, Boolean> even = n -> n % 2 == 0;
      pushed(kernels, new Mapped<>("map", numbers(10), even, false));
    }
    assertEquals(4, kernels.made());
  }

  @Test
  void aFunctionUsedAsMapAndAsFilterIsTwoChains() throws Exception {
    Kernels kernels = kernels(AT_ONCE);
    Function<Integer, Boolean> even = n -> n % 2 == 0;
    assertEquals(
        List.of(true, false, true), pushed(kernels, new Mapped<>("map", numbers(3), even, false)));
    assertEquals(List.of(0, 2), pushed(kernels, new Filtered<>("filter", numbers(3), even)));
    assertEquals(2, kernels.made());
  }

  @Test
  void aChainEarnsItsClassByRecordsNotByJobs() throws Exception {
    Kernels kernels = kernels(5_000);
    for (int i = 0; i < 499; i++) {
      pushed(kernels, batch(i));
    }
    assertEquals(0, kernels.made());
    pushed(kernels, batch(1));
    pushed(kernels, batch(2));
    assertEquals(1, kernels.made());
  }

  @Test
  void aLongPartitionChangesToItsOwnClassOnTheWay() throws Exception {
    Kernels kernels = kernels(5_000);
    Plan<Integer> plan = new Mapped<>("map", numbers(20_000), n -> n, false);
    assertEquals(IntStream.range(0, 20_000).boxed().toList(), pushed(kernels, plan));
    assertEquals(1, kernels.made());
    assertEquals(IntStream.range(0, 20_000).boxed().toList(), pulled(kernels, plan));
    assertEquals(2, kernels.made(), "what is pulled ends in another class");
  }

  @Test
  void withoutTheTemplateAllChainsShareOneClass() throws Exception {
    Kernels kernels = new Kernels(AT_ONCE, new HiddenCopies(Optional.empty()));
    assertEquals(9, pushed(kernels, batch(1)).size());
    assertEquals(0, kernels.made());
  }

  @Test
  void aTemplateThatCannotBeDefinedIsNoFailure() throws Exception {
    Kernels kernels = new Kernels(AT_ONCE, new HiddenCopies(Optional.of(new byte[100])));
    assertEquals(9, pushed(kernels, batch(1)).size());
    assertEquals(0, kernels.made());
  }

  @Test
  void chainsOfEveryLengthGiveTheSame() throws Exception {
    for (long records : new long[] {AT_ONCE, Long.MAX_VALUE}) {
      Kernels kernels = kernels(records);
      for (int length = 0; length < 40; length++) {
        Plan<Integer> plan = numbers(100);
        List<Integer> expected = IntStream.range(0, 100).boxed().toList();
        for (int i = 0; i < length; i++) {
          int step = i;
          switch (i % 11) {
            case 1, 2, 9 -> {
              plan = new Filtered<>("filter", plan, n -> n % (step + 7) != 0);
              expected = expected.stream().filter(n -> n % (step + 7) != 0).toList();
            }
            case 4 -> {
              plan = new FlatMapped<>("flatMap", plan, n -> List.of(n, -n).iterator(), false);
              expected = expected.stream().flatMap(n -> List.of(n, -n).stream()).toList();
            }
            default -> {
              plan = new Mapped<>("map", plan, n -> n + step, false);
              expected = expected.stream().map(n -> n + step).toList();
            }
          }
        }
        assertEquals(expected, pushed(kernels, plan), length + " steps");
        assertEquals(expected, pulled(kernels, plan), length + " steps");
      }
    }
  }

  @Test
  void aSinkThatHasEnoughEndsTheLoopInsideAFlatMap() throws Exception {
    List<Integer> asked = new ArrayList<>();
    FlatMapFunction<Integer, Integer> endless =
        n -> IntStream.iterate(n, i -> i + 1).peek(asked::add).iterator();
    Plan<Integer> plan = new FlatMapped<>("flatMap", numbers(5), endless, false);
    List<Integer> taken = new ArrayList<>();
    run(
        kernels(AT_ONCE),
        new Mapped<>("map", plan, n -> n, false),
        records ->
            records.forEach(
                n -> {
                  taken.add(n);
                  return taken.size() < 3;
                }));
    assertEquals(List.of(0, 1, 2), taken);
    assertEquals(List.of(0, 1, 2), asked);
  }

  @Test
  void anInterruptEndsAnEndlessLoopInAnOwnClass() {
    FlatMapFunction<Integer, Integer> endless = n -> IntStream.iterate(n, i -> i + 1).iterator();
    Plan<Integer> plan = new FlatMapped<>("flatMap", numbers(1), endless, false);
    Function<Integer, Integer> interrupting =
        n -> {
          if (n == 10_000) {
            Thread.currentThread().interrupt();
          }
          return n;
        };
    assertThrows(
        InterruptedException.class,
        () -> pushed(kernels(AT_ONCE), new Mapped<>("map", plan, interrupting, false)));
  }

  @Test
  void aFailureNamesTheUsersLine() {
    Plan<Integer> plan = new Mapped<>("map", numbers(10), Division::of, false);
    SparkException failure =
        assertThrows(SparkException.class, () -> pushed(kernels(AT_ONCE), plan));
    assertTrue(failure.getMessage().contains("Division.java:9"), failure.getMessage());
  }

  @Test
  void aFilterThatAnswersNullIsNamed() {
    Plan<Integer> plan = new Filtered<>("filter", numbers(10), n -> null);
    SparkException failure =
        assertThrows(SparkException.class, () -> pushed(kernels(AT_ONCE), plan));
    assertTrue(failure.getMessage().contains("function of filter returned null"));
  }

  @Test
  void aChainAllocatesNothingForARecord() throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Plan<Integer> plan = numbers(1_000_000);
    Plan<Integer> one =
        new Filtered<>("filter", new Mapped<>("map", plan, n -> n, false), n -> n != 3);
    Plan<Integer> chain =
        new Mapped<>("map", new Filtered<>("filter", one, n -> n != 5), n -> n, false);
    for (long records : new long[] {AT_ONCE, Long.MAX_VALUE}) {
      Kernels kernels = kernels(records);
      long least = Long.MAX_VALUE;
      for (int i = 0; i < 20; i++) {
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        long[] count = new long[1];
        run(
            kernels,
            chain,
            all ->
                all.forEach(
                    record -> {
                      count[0]++;
                      return true;
                    }));
        long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        assertEquals(999_998, count[0]);
        least = Math.min(least, after - before);
      }
      // What is left is the job's own, and for a chain still counted a kernel every 1,024 records.
      assertTrue(least < 600_000, least + " bytes for a million records");
    }
  }

  /** Defined anew by each of many class loaders, as a program that reloads its code does. */
  public static final class Increment implements Function<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer call(Integer n) {
      return n + 1;
    }
  }

  private static final class ThrowAway extends ClassLoader {
    ThrowAway() {
      super(KernelsTest.class.getClassLoader());
    }

    Class<?> define(byte[] bytes) {
      return defineClass(Increment.class.getName(), bytes, 0, bytes.length);
    }
  }

  @SuppressWarnings("unchecked") // the class is the one above
  private static Function<Integer, Integer> loadedAnew(byte[] bytes) throws Exception {
    Class<?> type = new ThrowAway().define(bytes);
    return (Function<Integer, Integer>) type.getConstructor().newInstance();
  }

  private static byte[] bytesOfIncrement() throws IOException {
    try (InputStream file = KernelsTest.class.getResourceAsStream("KernelsTest$Increment.class")) {
      return file.readAllBytes();
    }
  }

  @Test
  void tenThousandClassesOfFunctionsComeAndGo() throws Exception {
    Kernels kernels = kernels(AT_ONCE);
    byte[] bytes = bytesOfIncrement();
    List<WeakReference<Class<?>>> classes = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      Function<Integer, Integer> increment = loadedAnew(bytes);
      classes.add(new WeakReference<>(increment.getClass()));
      assertEquals(
          List.of(1, 2), pushed(kernels, new Mapped<>("map", numbers(2), increment, false)));
      assertTrue(kernels.remembered() <= Kernels.MOST, "remembers too much");
    }
    assertEquals(10_000, kernels.made());
    long end = System.nanoTime() + 30_000_000_000L;
    long loaded = Long.MAX_VALUE;
    while (loaded > 0 && System.nanoTime() < end) {
      System.gc();
      loaded = classes.stream().filter(type -> type.get() != null).count();
    }
    assertEquals(0, loaded, "classes are still loaded");
    // References are queued a moment after they are cleared.
    while (kernels.remembered() > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertEquals(0, kernels.remembered());
  }
}
