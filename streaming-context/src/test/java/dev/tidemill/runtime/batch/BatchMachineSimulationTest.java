package dev.tidemill.runtime.batch;

import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Thousands of random lives of a machine. A failure names its seed; {@code
 * -Dtidemill.simulation.seed=N} plays that one again.
 */
class BatchMachineSimulationTest {
  private static final String SEED = "tidemill.simulation.seed";
  private static final int LIVES = 4000;
  private static final int EVENTS = 150;

  @Test
  void everyLifeKeepsTheRules() {
    Long given = Long.getLong(SEED);
    if (given != null) {
      live(given);
      return;
    }
    long first = new Random().nextLong();
    System.out.println("Simulating " + LIVES + " lives from -D" + SEED + "=" + first);
    for (int i = 0; i < LIVES; i++) {
      live(first + i);
    }
  }

  private static void live(long seed) {
    Random random = new Random(seed);
    BatchRules rules =
        new BatchRules(
            1000,
            1 + random.nextInt(6),
            1 + random.nextInt(3),
            random.nextInt(4) == 0,
            random.nextBoolean() ? OptionalInt.of(random.nextInt(4)) : OptionalInt.empty(),
            1 + random.nextInt(4),
            10_000,
            2000);
    long last = random.nextInt(4) == 0 ? 1000L * (1 + random.nextInt(12)) : Long.MAX_VALUE;
    SimulatedWorld world = new SimulatedWorld(rules, last, random);
    try {
      for (int i = 0; i < EVENTS && !world.ended(); i++) {
        world.anything();
      }
      world.stopAndAnswerEverything();
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError(
          broken.getMessage() + "\nreplay with -D" + SEED + "=" + seed + "\n" + world, broken);
    }
  }
}
