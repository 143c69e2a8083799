package benchmarks.data;

import benchmarks.workload.Parameters;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.IntStream;

/**
 * Where a process that is killed and the one that goes on after it meet.
 *
 * @param interval in ms
 * @param ratio how many batches the window has
 */
public record RestartPlace(Path place, int interval, int ratio) {
  private static final int WORDS = 20;

  /** What all engines answer when they are where they should be. */
  public static final long DONE = 1;

  public static RestartPlace prepare(Parameters parameters) throws IOException {
    RestartPlace made =
        new RestartPlace(
            Path.of(System.getProperty("benchmark.place")),
            parameters.number("interval", 100),
            parameters.number("ratio", 60));
    Files.createDirectories(made.in());
    return made;
  }

  public Path in() {
    return place.resolve("in");
  }

  public Path checkpoint() {
    return place.resolve("checkpoint");
  }

  /** Whether a process before has filled the window. */
  public boolean isFilled() {
    return Files.exists(place.resolve("filled"));
  }

  public void filled() throws IOException {
    Files.createFile(place.resolve("filled"));
  }

  /** Whether a batch of this time, in ms since 1970, is later than the start of this process. */
  public static boolean isNew(long time) {
    return time > ManagementFactory.getRuntimeMXBean().getStartTime();
  }

  /** Lets a file come for each batch until the process ends. */
  public void feed() {
    Thread feeder = new Thread(this::feedForEver, "feeder");
    feeder.setDaemon(true);
    feeder.start();
  }

  private void feedForEver() {
    try {
      for (int number = 0; ; number++) {
        int first = number;
        Path coming = place.resolve("coming");
        Files.write(
            coming, IntStream.range(0, WORDS).mapToObj(i -> "word " + (first + i) % 500).toList());
        Files.move(
            coming,
            in().resolve(ProcessHandle.current().pid() + "-" + number),
            StandardCopyOption.ATOMIC_MOVE);
        Thread.sleep(interval);
      }
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException("No further files come.", failed);
    }
  }
}
