package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkContext;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.core.engine.Engine;
import dev.tidemill.core.engine.local.LocalEngine;
import dev.tidemill.core.engine.local.kept.KeptPartitions;
import dev.tidemill.core.memory.Workspace;
import dev.tidemill.rdd.RandomPipeline.Both;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random chains of operators ({@link RandomPipeline}), run by both engines, give what a plain model
 * over lists gives. A failure names its seed; {@code -Dpipeline.seed=...} runs that one alone.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RandomPipelineTest {
  private static final int PIPELINES = 1_000;
  private static final int PIPELINES_OF_REFERENCE = 200;

  /** Tasks are tried four times. */
  private static SparkConf conf() {
    return new SparkConf(false).setMaster("local[3,4]").setAppName("random");
  }

  /** Gives every chain a class of its own at once, or never. */
  private static final class ContextWithKernels extends SparkContext {
    private final LocalEngine engine;

    ContextWithKernels(SparkConf conf, long recordsBeforeKernel) {
      super(conf);
      this.engine =
          new LocalEngine(
              LocalEngine.Options.ofCores(3)
                  .withAttempts(settings().taskAttempts())
                  .withRecordsBeforeKernel(recordsBeforeKernel),
              new KeptPartitions(Workspace.unbounded(), isolation(), 1 << 20));
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

  @ParameterizedTest
  @ValueSource(longs = {0, 20, Long.MAX_VALUE})
  void theLocalEngineGivesWhatAPlainModelGives(long recordsBeforeKernel) {
    try (JavaSparkContext context =
        new JavaSparkContext(new ContextWithKernels(conf(), recordsBeforeKernel))) {
      checkMany(context, PIPELINES);
    }
  }

  @Test
  void theReferenceEngineGivesWhatAPlainModelGives() {
    try (JavaSparkContext context =
        new JavaSparkContext(conf().set("tidemill.engine", "reference"))) {
      checkMany(context, PIPELINES_OF_REFERENCE);
    }
  }

  private static void checkMany(JavaSparkContext context, int pipelines) {
    Long only = Long.getLong("pipeline.seed");
    Random seeds = new Random();
    for (int i = 0; i < (only == null ? pipelines : 1); i++) {
      check(context, only == null ? seeds.nextLong() : only);
    }
  }

  private static void check(JavaSparkContext context, long seed) {
    Random random = new Random(seed);
    RandomPipeline pipeline = new RandomPipeline(context, seed);
    String what = "replay with -Dpipeline.seed=" + seed;
    try {
      Both both = pipeline.make();
      what += ": " + both.text();
      List<String> expected =
          both.model().stream().flatMap(List::stream).map(Box::toString).toList();
      assertEquals(expected, both.dataset().map(Box::toString).collect(), what);
      // Read by pulling as well, and a second time: what ran before must not show.
      JavaRDD<Box> pulled = both.dataset().mapPartitions(all -> all);
      assertEquals(expected, pulled.map(Box::toString).collect(), what);
      assertEquals(both.model(), both.dataset().glom().collect(), what);
      int some = random.nextInt(12);
      List<String> taken = both.dataset().map(Box::toString).take(some);
      assertEquals(expected.stream().limit(some).toList(), taken, what);
      assertEquals(expected.size(), both.dataset().count(), what);
    } catch (Exception failed) { // jobs throw checked ones too
      throw new AssertionError(what, failed);
    }
  }
}
