package dev.tidemill.rdd;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaRDDLike;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.core.plan.Exchange;
import dev.tidemill.core.plan.Plan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A context of two threads, and what the tests of datasets ask often. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class DatasetTest {
  protected final JavaSparkContext context =
      new JavaSparkContext(new SparkConf(false).setMaster("local[2]").setAppName("test"));

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
