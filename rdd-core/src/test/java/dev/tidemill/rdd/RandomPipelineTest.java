package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkContext;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.engine.Engine;
import dev.tidemill.core.engine.local.LocalEngine;
import dev.tidemill.core.engine.local.kept.KeptPartitions;
import dev.tidemill.core.memory.Workspace;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random chains of operators, run by the engine and by a plain model over lists. User functions
 * change the records they get, as programs do, so a record that is handed out twice is found.
 *
 * <p>A failure names its seed; {@code -Dpipeline.seed=...} runs that one alone.
 */
class RandomPipelineTest {
  private static final int PIPELINES = 1_000;

  /** A record that user functions change. */
  private static final class Box {
    int key;
    final List<Integer> values;

    Box(int key, List<Integer> values) {
      this.key = key;
      this.values = new ArrayList<>(values);
    }

    Box copy() {
      return new Box(key, values);
    }

    @Override
    public String toString() {
      return key + ":" + values;
    }
  }

  /** A dataset, and the same as partitions of plain lists. */
  private record Both(JavaRDD<Box> dataset, List<List<Box>> model, String text) {
    List<List<Box>> copyOfModel() {
      return model.stream().map(part -> part.stream().map(Box::copy).toList()).toList();
    }
  }

  /** One operator in both forms: over partitions by the engine, over one list by the model. */
  private interface PartsOperator {
    List<Box> apply(List<Box> partition);
  }

  /** Gives every chain a class of its own at once, or never. */
  private static final class ContextWithKernels extends SparkContext {
    private final LocalEngine engine;

    ContextWithKernels(SparkConf conf, long recordsBeforeKernel) {
      super(conf);
      this.engine =
          new LocalEngine(
              LocalEngine.Options.ofCores(3).withRecordsBeforeKernel(recordsBeforeKernel),
              new KeptPartitions(Workspace.unbounded(), Isolation.NONE, 1 << 20));
    }

    @Override
    public Engine engine() {
      return engine;
    }

    @Override
    public void stop() {
      super.stop();
      engine.close();
    }
  }

  private JavaSparkContext context;

  @ParameterizedTest
  @ValueSource(longs = {0, 20, Long.MAX_VALUE})
  @Timeout(value = 80, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void everyChainOfOperatorsGivesWhatAPlainModelGives(long recordsBeforeKernel) {
    SparkConf conf = new SparkConf(false).setMaster("local[3]").setAppName("random");
    try (JavaSparkContext opened =
        new JavaSparkContext(new ContextWithKernels(conf, recordsBeforeKernel))) {
      context = opened;
      Long only = Long.getLong("pipeline.seed");
      Random seeds = new Random();
      for (int i = 0; i < (only == null ? PIPELINES : 1); i++) {
        check(only == null ? seeds.nextLong() : only);
      }
    }
  }

  private void check(long seed) {
    Random random = new Random(seed);
    Both both = pipeline(random, 1 + random.nextInt(7));
    String what = "replay with -Dpipeline.seed=" + seed + ": " + both.text();
    try {
      assertEquals(flat(both.model()), both.dataset().map(Box::toString).collect(), what);
      // Read by pulling as well, and a second time: what ran before must not show.
      JavaRDD<Box> pulled = both.dataset().mapPartitions(all -> all);
      assertEquals(flat(both.model()), pulled.map(Box::toString).collect(), what);
      int some = random.nextInt(12);
      List<String> taken = both.dataset().map(Box::toString).take(some);
      assertEquals(flat(both.model()).stream().limit(some).toList(), taken, what);
      assertEquals(flat(both.model()).size(), both.dataset().count(), what);
    } catch (RuntimeException failed) {
      throw new AssertionError(what, failed);
    }
  }

  private static List<String> flat(List<List<Box>> model) {
    return model.stream().flatMap(List::stream).map(Box::toString).toList();
  }

  private Both pipeline(Random random, int steps) {
    Both both = source(random);
    for (int i = 0; i < steps; i++) {
      both = step(random, both);
    }
    return both;
  }

  private Both source(Random random) {
    int count = random.nextInt(30);
    int partitions = 1 + random.nextInt(6);
    List<Integer> numbers = IntStream.range(0, count).boxed().toList();
    List<List<Box>> model = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      model.add(
          numbers.subList(count * i / partitions, count * (i + 1) / partitions).stream()
              .map(n -> new Box(n % 5, List.of(n)))
              .toList());
    }
    JavaRDD<Integer> given = context.parallelize(numbers, partitions);
    // Boxes are made inside the pipeline, as retained values are not isolated from given data.
    return new Both(given.map(n -> new Box(n % 5, List.of(n))), model, count + " in " + partitions);
  }

  private Both step(Random random, Both both) {
    return switch (random.nextInt(9)) {
      case 0 -> map(both, 1 + random.nextInt(3));
      case 1 -> filter(both, random.nextInt(4));
      case 2 -> flatMap(both, 2 + random.nextInt(2));
      case 3 -> overPartitions(both, "reverse", RandomPipelineTest::reversed);
      case 4 -> overPartitions(both, "first two", part -> part.stream().limit(2).toList());
      case 5 -> union(both, source(random));
      case 6 -> union(both, both);
      default -> reduceByKey(both, 1 + random.nextInt(4));
    };
  }

  private static Both map(Both both, int step) {
    List<List<Box>> model = both.copyOfModel();
    model.forEach(part -> part.forEach(box -> changed(box, step)));
    return new Both(
        both.dataset().map(box -> changed(box, step)), model, both.text() + ", map " + step);
  }

  private static Box changed(Box box, int step) {
    box.key = (box.key + step) % 7;
    box.values.add(step);
    return box;
  }

  private static Both filter(Both both, int remainder) {
    List<List<Box>> model =
        both.copyOfModel().stream()
            .map(part -> part.stream().filter(box -> box.key % 4 != remainder).toList())
            .toList();
    return new Both(
        both.dataset().filter(box -> box.key % 4 != remainder),
        model,
        both.text() + ", filter " + remainder);
  }

  private static Both flatMap(Both both, int divisor) {
    List<List<Box>> model = new ArrayList<>();
    for (List<Box> part : both.copyOfModel()) {
      List<Box> out = new ArrayList<>();
      part.forEach(box -> expanded(box, divisor).forEachRemaining(out::add));
      model.add(out);
    }
    return new Both(
        both.dataset().flatMap(box -> expanded(box, divisor)),
        model,
        both.text() + ", flatMap " + divisor);
  }

  private static Iterator<Box> expanded(Box box, int divisor) {
    return switch (box.key % divisor) {
      case 0 -> List.<Box>of().iterator();
      case 1 -> List.of(box, new Box(box.key + 1, box.values)).iterator();
      default -> List.of(box).iterator();
    };
  }

  private static Both overPartitions(Both both, String name, PartsOperator operator) {
    JavaRDD<Box> dataset =
        both.dataset()
            .mapPartitions(
                all -> {
                  List<Box> part = new ArrayList<>();
                  all.forEachRemaining(part::add);
                  return operator.apply(part).iterator();
                });
    List<List<Box>> model = both.copyOfModel().stream().map(operator::apply).toList();
    return new Both(dataset, model, both.text() + ", " + name);
  }

  private static List<Box> reversed(List<Box> part) {
    List<Box> reversed = new ArrayList<>(part);
    java.util.Collections.reverse(reversed);
    return reversed;
  }

  private static Both union(Both a, Both b) {
    List<List<Box>> model = new ArrayList<>(a.copyOfModel());
    model.addAll(b.copyOfModel());
    return new Both(
        a.dataset().union(b.dataset()), model, "(" + a.text() + ") union (" + b.text() + ")");
  }

  private static Both reduceByKey(Both both, int partitions) {
    List<Map<Integer, Box>> targets = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      targets.add(new LinkedHashMap<>());
    }
    for (List<Box> part : both.copyOfModel()) {
      Map<Integer, Box> within = new LinkedHashMap<>();
      part.forEach(box -> within.merge(box.key, box, RandomPipelineTest::merged));
      within.forEach(
          (key, box) -> targets.get(key % partitions).merge(key, box, RandomPipelineTest::merged));
    }
    List<List<Box>> model = new ArrayList<>();
    targets.forEach(target -> model.add(List.copyOf(target.values())));
    JavaRDD<Box> dataset =
        both.dataset()
            .mapToPair(box -> new dev.tidemill.Tuple2<>(box.key, box))
            .reduceByKey(RandomPipelineTest::merged, partitions)
            .values();
    return new Both(dataset, model, both.text() + ", reduceByKey " + partitions);
  }

  private static Box merged(Box a, Box b) {
    a.values.addAll(b.values);
    return a;
  }
}
