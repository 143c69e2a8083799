package dev.tidemill.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.StateStep;
import dev.tidemill.dstream.graph.DatasetMarks;
import dev.tidemill.dstream.graph.OutputJob;
import dev.tidemill.dstream.graph.StreamGraph;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.storage.StorageLevel;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.StreamingContext;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileStreamsTest {
  @TempDir Path temp;
  private final Lines lines = new Lines();
  private final StreamGraph graph = new StreamGraph(new Duration(1000));
  private StreamingContext ssc;

  @BeforeEach
  void makeContext() {
    // Nothing here asks the runtime.
    ssc = new StreamingContext(lines.context(), graph, null);
  }

  @AfterEach
  void stop() {
    lines.close();
  }

  private <E extends Exception> String refusal(Class<E> type, String directory) {
    E refused = assertThrows(type, () -> FileStreams.text(ssc, directory));
    assertEquals(List.of(), graph.sources());
    return refused.getMessage();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void aDirectoryThatIsNullOrEmptyIsRefused(String directory) {
    String message = refusal(IllegalArgumentException.class, directory);
    assertTrue(message.startsWith("textFileStream: directory is "), message);
  }

  @Test
  void aFileIsRefused() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "1");
    String message = refusal(IllegalArgumentException.class, file.toString());
    assertEquals(
        "textFileStream: '" + file + "' is a file; give the directory in which files will appear.",
        message);
  }

  @Test
  void aSchemeThatNothingServesIsRefused() {
    String message = refusal(IllegalArgumentException.class, "gopher://host/in");
    assertTrue(message.contains("gopher://host/in"), message);
  }

  @Test
  void aPatternWithoutADirectoryOfThatNameIsRefused() {
    String message = refusal(IllegalArgumentException.class, temp + "/2024-*");
    assertTrue(message.contains("patterns are not supported"), message);
  }

  @Test
  void aDirectoryWhoseNameLooksLikeAPatternIsAccepted() throws Exception {
    Path directory = Files.createDirectory(temp.resolve("a[1]"));
    FileStreams.text(ssc, directory.toString());
    assertEquals("files of " + directory, graph.sources().get(0).description());
  }

  @Test
  void aDirectoryThatCannotBeListedIsRefusedWithTheReason() throws IOException {
    FailingStore store = new FailingStore(FileStores.open(temp.toString()));
    store.failure = new AccessDeniedException(temp.toString());
    UncheckedIOException refused =
        assertThrows(
            UncheckedIOException.class, () -> FileStreams.text(ssc, temp.toString(), store, 2));
    assertEquals(
        "textFileStream: the directory '" + temp + "' cannot be listed: " + store.failure,
        refused.getMessage());
    assertSame(store.failure, refused.getCause());
  }

  @Test
  void aPathWithNulIsRefused() {
    refusal(IllegalArgumentException.class, "/tmp/\0");
  }

  @Test
  void aNullContextIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> FileStreams.text(null, temp.toString()));
  }

  @Test
  void aStreamAfterTheStartIsRefused() {
    graph.stop();
    assertThrows(IllegalStateException.class, () -> FileStreams.text(ssc, temp.toString()));
  }

  @Test
  void aRelativeDirectoryAndAFileUriAreTheSamePlaces() {
    FileStreams.text(ssc, temp.toUri().toString());
    FileStreams.text(ssc, "not/there/yet");
    assertEquals("files of " + temp, graph.sources().get(0).description());
    assertEquals(
        "files of " + Path.of("not/there/yet").toAbsolutePath(),
        graph.sources().get(1).description());
  }

  @Test
  void linesOfNewFilesReachTheOutputOfTheirBatch() throws Exception {
    List<String> seen = new ArrayList<>();
    new JavaDStream<>(FileStreams.text(ssc, temp.toString()))
        .map(String::toUpperCase)
        .foreachRDD((rdd, time) -> seen.add(time + " " + rdd.collect()));
    graph.start(new Time(0), new NoMarks(), false);
    StreamSource<?> source = graph.sources().get(0);
    source.start(Lines.sourceContext());
    Files.writeString(temp.resolve("one"), "a\nb\r\nc");
    run(source, 1);
    Files.writeString(temp.resolve("two"), "d\n");
    run(source, 2);
    run(source, 3);
    assertEquals(List.of("1000 ms [A, B, C]", "2000 ms [D]", "3000 ms []"), seen);
  }

  /** No stream of this test wants anything done with its datasets. */
  private static final class NoMarks implements DatasetMarks {
    @Override
    public void keep(Plan<?> plan, StorageLevel level) {
      throw new AssertionError("keep");
    }

    @Override
    public void checkpoint(Plan<?> plan) {
      throw new AssertionError("checkpoint");
    }

    @Override
    public void drop(Plan<?> plan) {
      throw new AssertionError("drop");
    }

    @Override
    public void settle(StateStep<?, ?> step) {
      throw new AssertionError("settle");
    }
  }

  private void run(StreamSource<?> source, int second) throws Exception {
    source.allocate(Lines.time(second));
    for (OutputJob job : graph.plan(Lines.time(second))) {
      job.body().run();
    }
    source.done(Lines.time(second));
  }
}
