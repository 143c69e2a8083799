package benchmarks.handwritten;

import benchmarks.data.RestartPlace;
import benchmarks.workload.Outcome;
import benchmarks.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the lines of each batch in a file of its own, and reads those of the window when it starts.
 * Counts over the window when a batch is due.
 */
final class RestartLoop implements Workload {
  private final RestartPlace place;

  RestartLoop(RestartPlace place) {
    this.place = place;
  }

  @Override
  public Outcome run() throws IOException, InterruptedException {
    boolean goesOn = place.isFilled();
    Deque<List<String>> window = new ArrayDeque<>();
    Map<String, Integer> counts = new HashMap<>();
    for (int batch = 0; batch < place.ratio(); batch++) {
      Path file = place.in().resolve("batch-" + batch);
      if (!goesOn) {
        Files.write(file, List.of("word " + batch, "word"));
      }
      window.add(Files.readAllLines(file));
      window.getLast().forEach(line -> counts.merge(line, 1, Integer::sum));
    }
    if (goesOn) {
      new Due(place.interval()).awaitNext();
      window.removeFirst().forEach(line -> counts.merge(line, -1, Integer::sum));
    } else {
      place.filled();
    }
    return new Outcome(counts.isEmpty() ? 0 : RestartPlace.DONE, 1);
  }
}
