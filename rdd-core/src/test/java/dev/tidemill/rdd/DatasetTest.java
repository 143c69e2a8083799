package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaRDDLike;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.core.plan.Exchange;
import dev.tidemill.core.plan.Plan;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A context, of two threads if not said otherwise, and what the tests of datasets ask often. They
 * run on both engines: what they observe from inside functions must be found by a copy of the
 * function too ({@link Counter}).
 */
@ParameterizedClass
@ValueSource(strings = {"local", "reference"})
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class DatasetTest implements Serializable {
  private static final long serialVersionUID = 1L;

  // Static, as the fields of a test already use its context when it is made.
  private static String engine = "local";

  @Parameter String engineOfThisRun; // JUnit gives the methods below only what is a field as well

  protected final transient JavaSparkContext context;

  DatasetTest() {
    this("local[2]");
  }

  DatasetTest(String master) {
    this.context = new JavaSparkContext(conf().setMaster(master).setAppName("test"));
  }

  @BeforeParameterizedClassInvocation
  static void useEngine(String name) {
    engine = name;
  }

  /** Settings for further contexts. */
  protected static SparkConf conf() {
    return new SparkConf(false).set("tidemill.engine", engine);
  }

  /** Ends a test that another engine need not pass. */
  protected static void requireLocalEngine(String reason) {
    assumeTrue(engine.equals("local"), reason);
  }

  @AfterEach
  void stopContext() {
    context.stop();
  }

  protected static <A, B> Tuple2<A, B> pair(A a, B b) {
    return new Tuple2<>(a, b);
  }

  /** The records of every partition. */
  protected static <T> List<List<T>> partitions(JavaRDDLike<T, ?> dataset) {
    List<List<T>> partitions = new ArrayList<>();
    for (int i = 0; i < dataset.getNumPartitions(); i++) {
      partitions.add(new ArrayList<>());
    }
    int[] all = new int[partitions.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = i;
    }
    dataset
        .rdd()
        .<List<T>>run(
            "test",
            all,
            (partition, records) -> {
              List<T> list = new ArrayList<>();
              records.iterator().forEachRemaining(list::add);
              return list;
            },
            partitions::set);
    return partitions;
  }

  /** How often running the plan moves records between partitions. */
  protected static int exchanges(JavaRDDLike<?, ?> dataset) {
    int exchanges = 0;
    Set<Plan<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Plan<?>> open = new ArrayDeque<>(List.of(dataset.rdd().plan()));
    while (!open.isEmpty()) {
      Plan<?> plan = open.pop();
      if (seen.add(plan)) {
        exchanges += plan instanceof Exchange ? 1 : 0;
        open.addAll(plan.parents());
      }
    }
    return exchanges;
  }
}
