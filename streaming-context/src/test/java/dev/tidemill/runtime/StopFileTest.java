package dev.tidemill.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.MemoryDisk;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.StreamingContextState;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.testkit.SteppedContext;
import dev.tidemill.streaming.testkit.TestInput;
import dev.tidemill.streaming.testkit.TestOutput;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file whose appearance stops a context, and how often it is looked for. */
class StopFileTest {
  @TempDir Path directory;

  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger stops = new AtomicInteger();
  private final Queue<Runnable> waiting = new ArrayDeque<>();

  private final Optional<FileEntry> there = Optional.of(new FileEntry("stop", false, 0, 0));
  private Optional<FileEntry> answer = Optional.empty();
  private boolean fails;

  /** A store that is only asked for the file. */
  private StopFile file() {
    FileStore store =
        (FileStore)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {FileStore.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("root")) {
                    return "memory:run";
                  }
                  assertEquals("status", method.getName());
                  looks.incrementAndGet();
                  if (fails) {
                    throw new IOException("unreachable");
                  }
                  return answer;
                });
    return new StopFile(store, "stop", stops::incrementAndGet, waiting::add);
  }

  private void work() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  @Test
  void itIsLookedForAtMostOnceASecondOfTheBatchClock() {
    StopFile file = file();
    for (long now = 0; now < 3000; now += 10) {
      file.tick(now);
      work();
    }
    assertEquals(3, looks.get());
  }

  @Test
  void aClockThatWasSetBackDoesNotEndTheLooking() {
    StopFile file = file();
    file.tick(100_000);
    work();
    file.tick(5000);
    work();
    assertEquals(2, looks.get());
  }

  @Test
  void aLookThatTakesLongIsTheOnlyOne() {
    StopFile file = file();
    file.tick(1000);
    file.tick(2000);
    file.tick(3000);
    assertEquals(1, waiting.size());
    work();
    file.tick(4000);
    assertEquals(1, waiting.size());
  }

  @Test
  void whatFailsIsTriedAgain() {
    StopFile file = file();
    fails = true;
    file.tick(1000);
    work();
    fails = false;
    answer = there;
    file.tick(2000);
    work();
    assertEquals(1, stops.get());
  }

  @Test
  void itStopsOnce() {
    StopFile file = file();
    answer = there;
    file.tick(1000);
    work();
    file.tick(2000);
    work();
    assertEquals(1, stops.get());
    assertEquals(1, looks.get());
  }

  private SteppedContext context(String location) {
    SparkConf conf = SteppedContext.settings().set("tidemill.stop.file", location);
    return SteppedContext.of(conf, Durations.seconds(1));
  }

  private void assertStops(String location, Path file) throws IOException {
    try (SteppedContext context = context(location)) {
      TestInput<String> input = context.input();
      TestOutput<String> output = context.output(input.stream());
      context.start();
      context.step();
      Files.createFile(file);
      input.add("last").endBatch().add("later");
      context.step();
      assertEquals(StreamingContextState.STOPPED, context.context().getState());
      assertEquals(List.of(new Time(1000), new Time(2000), new Time(3000)), output.times());
      assertEquals(List.of(List.of(), List.of("last"), List.of("later")), output.batches());
    }
  }

  @Test
  void whatHasComeInWhenItAppearsIsRun() throws IOException {
    assertStops(directory + "/stop", directory.resolve("stop"));
  }

  @Test
  void itMayBeNamedByItsUri() throws IOException {
    assertStops("file://" + directory + "/stop", directory.resolve("stop"));
  }

  @Test
  void itsDirectoryMayComeLater() throws IOException {
    try (SteppedContext context = context(directory + "/none/stop")) {
      context.output(context.input().stream());
      context.start();
      context.step();
      Files.createDirectory(directory.resolve("none"));
      Files.createFile(directory.resolve("none/stop"));
      context.step();
      assertEquals(StreamingContextState.STOPPED, context.context().getState());
    }
  }

  @Test
  void anOldFileIsRefusedAtTheStartWithTheRemedy() throws IOException {
    Files.createFile(directory.resolve("stop"));
    try (SteppedContext context = context(directory + "/stop")) {
      context.output(context.input().stream());
      IllegalStateException refused = assertThrows(IllegalStateException.class, context::start);
      assertEquals(
          "start: the stop file "
              + directory
              + "/stop is there already, perhaps from the last stop; delete it, or name another one"
              + " by tidemill.stop.file.",
          refused.getMessage());
    }
  }

  @Test
  void aDirectoryOrAnUnknownFileSystemIsRefusedAtTheStart() {
    for (String location : List.of(directory + "/", "nosuch://host/stop")) {
      try (SteppedContext context = context(location)) {
        context.output(context.input().stream());
        IllegalArgumentException refused =
            assertThrows(IllegalArgumentException.class, context::start);
        assertTrue(refused.getMessage().startsWith("tidemill.stop.file"), refused::getMessage);
      }
    }
  }

  @Test
  void theStoreOfATestKnowsNoFileThatNobodyMade() throws IOException {
    StopFile file =
        new StopFile(new MemoryDisk().store("run"), "stop", stops::incrementAndGet, Runnable::run);
    file.requireAbsent();
    file.tick(1000);
    assertFalse(stops.get() > 0);
  }
}
