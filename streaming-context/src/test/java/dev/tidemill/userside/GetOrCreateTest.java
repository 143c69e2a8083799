package dev.tidemill.userside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkException;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.StreamingContextState;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import dev.tidemill.util.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ways in which programs say where they leave what outlives them; on a real disk and threads.
 */
class GetOrCreateTest {
  @TempDir Path directory;

  private final SparkConf conf =
      new SparkConf(false)
          .setMaster("local[2]")
          .setAppName("get-or-create")
          .set("spark.streaming.clock", ManualClock.class.getName());

  private String checkpoint() {
    return directory.resolve("checkpoint").toString();
  }

  private JavaStreamingContext program() {
    return program(new CountDownLatch(0));
  }

  private JavaStreamingContext program(CountDownLatch batches) {
    JavaStreamingContext context = new JavaStreamingContext(conf, Durations.seconds(1));
    context
        .textFileStream(directory.resolve("in").toString())
        .foreachRDD(rdd -> batches.countDown());
    return context;
  }

  /** Starts a context, runs a batch, stops it. */
  private void runBatch(JavaStreamingContext context, CountDownLatch batches) throws Exception {
    context.start();
    ((ManualClock) context.ssc().scheduler().clock()).advance(1000);
    assertTrue(batches.await(30, TimeUnit.SECONDS));
    context.stop(true, true);
  }

  private JavaStreamingContext ran() throws Exception {
    CountDownLatch batches = new CountDownLatch(1);
    JavaStreamingContext context =
        JavaStreamingContext.getOrCreate(checkpoint(), () -> program(batches));
    runBatch(context, batches);
    return context;
  }

  @Test
  void theDirectoryIsSuppliedAndGoneOnWith() throws Exception {
    assertTrue(ran().ssc().restoreReport().isEmpty());
    assertTrue(ran().ssc().restoreReport().isPresent());
  }

  @Test
  void theFormsWithHadoopsConfigurationDoTheSame() throws Exception {
    ran();
    JavaStreamingContext second =
        JavaStreamingContext.getOrCreate(checkpoint(), this::program, new Configuration(false));
    second.start();
    assertTrue(second.ssc().restoreReport().isPresent());
    second.stop();
  }

  @Test
  void aDirectoryOnDiskIsForItsOwnerOnly() throws Exception {
    ran();
    try (Stream<Path> made = Files.walk(directory.resolve("checkpoint"))) {
      for (Path file : made.toList()) {
        String permissions =
            java.nio.file.attribute.PosixFilePermissions.toString(
                Files.getPosixFilePermissions(file));
        assertTrue(permissions.endsWith("------"), file + " " + permissions);
      }
    }
  }

  @Test
  void checkpointAloneSetsAsideWhatIsThere() throws Exception {
    ran();
    CountDownLatch batches = new CountDownLatch(1);
    JavaStreamingContext anew = program(batches);
    anew.checkpoint(checkpoint());
    runBatch(anew, batches);
    assertTrue(anew.ssc().restoreReport().isEmpty());
    try (Stream<Path> names = Files.list(directory.resolve("checkpoint"))) {
      assertEquals(1, names.filter(name -> name.toString().contains("journal-set-aside-")).count());
    }
  }

  @Test
  void theSettingIsAsTheCall() throws Exception {
    conf.set("spark.streaming.checkpoint.directory", checkpoint());
    CountDownLatch batches = new CountDownLatch(1);
    runBatch(program(batches), batches);
    assertTrue(Files.isDirectory(directory.resolve("checkpoint/journal")));
  }

  @Test
  void whatCannotBeReadIsRefusedBeforeTheFunctionRunsOrSetAsideIfAsked() throws Exception {
    ran();
    damage();
    SparkException refused =
        assertThrows(
            SparkException.class,
            () ->
                JavaStreamingContext.getOrCreate(
                    checkpoint(),
                    () -> {
                      throw new AssertionError("the function ran");
                    }));
    assertTrue(
        refused.getMessage().startsWith("Failed to read checkpoint from directory"),
        refused::toString);
    CountDownLatch batches = new CountDownLatch(1);
    JavaStreamingContext anew =
        JavaStreamingContext.getOrCreate(
            checkpoint(), () -> program(batches), new Configuration(false), true);
    runBatch(anew, batches);
    assertTrue(anew.ssc().restoreReport().isEmpty());
  }

  private void damage() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("checkpoint/journal"))) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      }
    }
  }

  @Test
  void aFunctionThatGivesNoNewContextIsRefused() {
    assertThrows(
        IllegalStateException.class,
        () -> JavaStreamingContext.getOrCreate(checkpoint(), () -> null));
    JavaStreamingContext started = program();
    started.start();
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> JavaStreamingContext.getOrCreate(checkpoint(), () -> started));
    assertTrue(refused.getMessage().contains("ACTIVE"), refused::toString);
    started.stop();
  }

  @Test
  void whatTheFunctionThrowsIsPassedOn() {
    assertEquals(
        "not today",
        assertThrows(
                IOException.class,
                () ->
                    JavaStreamingContext.getOrCreate(
                        checkpoint(),
                        () -> {
                          throw new IOException("not today");
                        }))
            .getMessage());
  }

  @Test
  void aContextIsNotMadeFromAPathAlone() {
    for (String message :
        List.of(
            assertThrows(
                    IllegalArgumentException.class, () -> new JavaStreamingContext(checkpoint()))
                .getMessage(),
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new JavaStreamingContext(checkpoint(), new Configuration(false)))
                .getMessage())) {
      assertTrue(message.contains("JavaStreamingContext.getOrCreate(path, () ->"), message);
    }
  }

  @Test
  void aDirectoryThatCannotBeWrittenFailsTheStartAndNamesIt() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    JavaStreamingContext context = program();
    context.checkpoint(file.resolve("below").toString());
    Exception refused = assertThrows(Exception.class, context::start);
    assertTrue(refused.toString().contains(file.toString()), refused::toString);
    assertEquals(StreamingContextState.STOPPED, context.getState());
    context.sparkContext().stop();
  }

  @Test
  void noDirectoryIsNoDirectory() throws Exception {
    CountDownLatch batches = new CountDownLatch(1);
    JavaStreamingContext context = program(batches);
    context.checkpoint(checkpoint());
    context.checkpoint(null);
    runBatch(context, batches);
    assertFalse(Files.exists(directory.resolve("checkpoint/journal")));
    assertThrows(IllegalArgumentException.class, () -> program().checkpoint(""));
  }
}
