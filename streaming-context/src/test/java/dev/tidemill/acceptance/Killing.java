package dev.tidemill.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.AtomicFile;
import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@link KilledProgram}, feeds it, kills it, and checks every line that was written. The
 * methods that start, stop and feed it are for tests that kill it in ways of their own.
 */
final class Killing {
  private static final int KINDS = 5;

  private final FileStore store;
  private final String root;
  private final Path log;
  private final long intervalMs;
  private final Random random;
  private int lines;
  private int kills;

  /**
   * @param store of the directory that everything is in
   * @param root the same, as programs name it
   * @param log takes what the processes print
   */
  Killing(FileStore store, String root, Path log, long intervalMs, long seed) {
    this.store = store;
    this.root = root;
    this.log = log;
    this.intervalMs = intervalMs;
    this.random = new Random(seed);
  }

  /**
   * Kills it at random times while its input goes on.
   *
   * @param startMs how long a process needs to be in full work, about
   */
  void run(int times, int startMs) throws Exception {
    kills = times;
    begin();
    for (int i = 0; i < kills; i++) {
      Process process = start();
      long until = System.nanoTime() + (random.nextInt(2 * startMs) + startMs / 4) * 1_000_000L;
      while (System.nanoTime() < until && process.isAlive()) {
        feed(3);
      }
      assertTrue(process.isAlive(), () -> "it ended by itself; see " + log);
      process.destroyForcibly().waitFor();
    }
    finish(start());
  }

  /** A first process, so that whatever comes from now on is for the program. */
  private void begin() throws Exception {
    Process process = start();
    await("it does not begin", () -> written().isEmpty(), process);
    process.destroyForcibly().waitFor();
  }

  /** What is asked of the disk. */
  interface Question {
    boolean ask() throws IOException;
  }

  void await(String complaint, Question isOpen, Process process) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (isOpen.ask()) {
      assertTrue(process.isAlive(), () -> "it ended by itself; see " + log);
      assertTrue(System.nanoTime() < deadline, () -> complaint + "; see " + log);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** The process is left alone until it has done all, and asked to end; all must be right. */
  void finish(Process process) throws Exception {
    await(
        "it does not write all",
        () -> written().values().stream().mapToInt(List::size).sum() < lines,
        process);
    process.destroy();
    // It runs all batches that were due while it was not there; every kill makes it more.
    int seconds = 60 + 5 * kills;
    assertTrue(process.waitFor(seconds, TimeUnit.SECONDS), () -> "it does not end; see " + log);
    check();
  }

  /** Feeds it for so long. */
  void feed(long milliseconds) throws Exception {
    long until = System.nanoTime() + milliseconds * 1_000_000;
    while (System.nanoTime() < until) {
      put();
      TimeUnit.MILLISECONDS.sleep(3); // input comes in its own time, as from outside
    }
  }

  /** How many batches have been written. */
  int batches() throws IOException {
    return written().size();
  }

  private Process start() throws IOException {
    return start(log);
  }

  /**
   * @param printed takes what it prints
   * @param options of its virtual machine
   */
  Process start(Path printed, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.add(KilledProgram.class.getName());
    command.addAll(List.of(root + "/in", root + "/out", root + "/checkpoint", "" + intervalMs));
    File output = printed.toFile();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
        .start();
  }

  /** Moves a file of a few lines in, each with a number of its own. */
  private void put() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      text.append("kind").append(random.nextInt(KINDS)).append(' ').append(lines++).append('\n');
    }
    try (AtomicFile file = store.createAtomic("in/file-" + lines)) {
      file.write(text.toString().getBytes(StandardCharsets.UTF_8));
      file.commit();
    }
  }

  private NavigableMap<Long, List<String>> written() throws IOException {
    return directories("lines-");
  }

  /** What the directories of an output hold, by the time in their names. */
  private NavigableMap<Long, List<String>> directories(String prefix) throws IOException {
    NavigableMap<Long, List<String>> byTime = new TreeMap<>();
    for (FileEntry entry : list("out")) {
      String name = entry.lastSegment();
      if (name.startsWith(prefix)) {
        List<String> read = new ArrayList<>();
        for (FileEntry part : list(entry.name())) {
          if (part.lastSegment().startsWith("part-")) {
            read.addAll(lines(part.name()));
          }
        }
        byTime.put(Long.parseLong(name.substring(prefix.length())), read);
      }
    }
    return byTime;
  }

  private List<FileEntry> list(String directory) throws IOException {
    return store.status(directory).isPresent() ? store.list(directory) : List.of();
  }

  private List<String> lines(String file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(store.open(file, 0), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  private void check() throws IOException {
    NavigableMap<Long, List<String>> batches = written();
    boolean[] seen = new boolean[lines];
    batches.forEach(
        (time, written) -> {
          for (String line : written) {
            int number = Integer.parseInt(line.substring(line.indexOf(' ') + 1));
            assertTrue(!seen[number], () -> line + " is there twice, again in batch " + time);
            seen[number] = true;
          }
        });
    for (int i = 0; i < lines; i++) {
      int number = i;
      assertTrue(seen[i], () -> "line " + number + " is lost");
    }
    NavigableMap<Long, List<String>> windows = directories("window-");
    NavigableMap<Long, List<String>> sums = directories("sums-");
    NavigableMap<Long, List<String>> groups = directories("groups-");
    assertEquals(batches.keySet(), windows.keySet());
    assertEquals(batches.keySet(), sums.keySet());
    assertEquals(batches.keySet(), groups.keySet());
    OpenGroups open = new OpenGroups(KilledProgram.PAUSE * intervalMs);
    long time = batches.firstKey();
    for (long batch : batches.keySet()) {
      assertEquals(time, batch, "a time was left out");
      time += intervalMs;
      long window = batch - intervalMs * KilledProgram.WINDOW;
      assertEquals(
          counts(batches, window, batch), parsed(windows.get(batch)), "window of " + batch);
      assertEquals(counts(batches, 0, batch), parsed(sums.get(batch)), "sums of " + batch);
      assertEquals(
          open.step(batch, batches.get(batch)), parsed(groups.get(batch)), "groups of " + batch);
    }
  }

  /** What the groups of ten numbers must be, batch by batch. */
  private static final class OpenGroups {
    private final long pauseMs;
    private final Map<String, Long> sizes = new HashMap<>();
    private final Map<String, Long> touched = new HashMap<>();

    OpenGroups(long pauseMs) {
      this.pauseMs = pauseMs;
    }

    /** Those that end with this batch. */
    Map<String, Long> step(long batch, List<String> lines) {
      for (String line : lines) {
        String ten = line.substring(line.indexOf(' ') + 1).replaceAll(".$", "_");
        sizes.merge(ten, 1L, Long::sum);
        touched.put(ten, batch);
      }
      Map<String, Long> ended = new HashMap<>(sizes);
      ended.keySet().removeIf(ten -> touched.get(ten) >= batch - pauseMs);
      sizes.keySet().removeAll(ended.keySet());
      return ended;
    }
  }

  private static Map<String, Long> counts(
      NavigableMap<Long, List<String>> batches, long after, long upTo) {
    Map<String, Long> counts = new HashMap<>();
    batches
        .subMap(after, false, upTo, true)
        .values()
        .forEach(
            written ->
                written.forEach(
                    line -> counts.merge(line.substring(0, line.indexOf(' ')), 1L, Long::sum)));
    return counts;
  }

  private static Map<String, Long> parsed(List<String> pairs) {
    Map<String, Long> counts = new HashMap<>();
    for (String pair : pairs) {
      String[] two = pair.substring(1, pair.length() - 1).split(",");
      counts.put(two[0], Long.parseLong(two[1]));
    }
    return counts;
  }

  /** The end of what the processes have printed. */
  String printed() throws IOException {
    List<String> all = Files.readAllLines(log);
    return String.join("\n", all.subList(Math.max(0, all.size() - 40), all.size()));
  }
}
