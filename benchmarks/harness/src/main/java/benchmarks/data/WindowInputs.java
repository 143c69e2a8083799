package benchmarks.data;

import benchmarks.workload.Parameters;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/** Keys for the slides of a window, read inside the tasks. */
public final class WindowInputs {
  private static String[][] slides = {};

  private WindowInputs() {}

  /**
   * The sizes of a window.
   *
   * @param ratio slides in the window
   * @param batches slides that are timed once it is full
   * @param interval of a slide, in milliseconds
   */
  public record Sizes(int ratio, int batches, int interval) {
    public int slides() {
      return ratio + batches;
    }
  }

  /**
   * The legacy engine checkpoints an inverse window every 10 seconds, and at 10 ms a slide its
   * stack would not hold what comes in between. Longer windows, where it takes no part, fill
   * faster.
   */
  public static Sizes prepare(Parameters parameters, boolean inverse) {
    int ratio = parameters.number("ratio", 60);
    int interval = parameters.number("interval", inverse && ratio <= 60 ? 100 : 10);
    Sizes sizes = new Sizes(ratio, parameters.number("batches", 100), interval);
    String[] keys = new String[parameters.number("keys", 1_000)];
    Arrays.setAll(keys, KeyedInputs::key);
    SplittableRandom random = new SplittableRandom(42);
    slides = new String[sizes.slides()][parameters.number("records", 1_000)];
    for (String[] slide : slides) {
      Arrays.setAll(slide, i -> keys[random.nextInt(keys.length)]);
    }
    return sizes;
  }

  public static Iterator<String> part(int slide, int partition) {
    return Inputs.part(slides[slide], partition).iterator();
  }

  public static List<String> slide(int slide) {
    return Arrays.asList(slides[slide]);
  }
}
