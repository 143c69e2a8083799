package dev.tidemill.userside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.file.MemoryDisk;
import dev.tidemill.hadooptest.ObjectFileSystem;
import dev.tidemill.hadooptest.ObjectFileSystem.Bucket;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import dev.tidemill.util.ManualClock;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A program that has all its files on an object store, of which only the program's own settings say
 * how it is reached.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ObjectStoreProgramTest {
  private final Bucket bucket = ObjectFileSystem.bucket(new MemoryDisk().store("x"));
  private final SparkConf conf =
      new SparkConf(false)
          .setMaster("local[2]")
          .setAppName("objects")
          .set("spark.streaming.clock", ManualClock.class.getName());
  private FileStore store;

  @BeforeEach
  void openStore() throws IOException {
    ObjectFileSystem.settings().forEach((key, value) -> conf.set("spark.hadoop." + key, value));
    store = FileStores.open(bucket.uri() + "/", ObjectFileSystem.settings());
  }

  private JavaStreamingContext program(CountDownLatch done) {
    JavaStreamingContext context = new JavaStreamingContext(conf, Durations.seconds(1));
    var lines = context.textFileStream(bucket.uri() + "/in");
    lines.dstream().saveAsTextFiles(bucket.uri() + "/out/lines", "");
    lines.dstream().saveAsObjectFiles(bucket.uri() + "/out/objects", "");
    lines.foreachRDD((rdd, time) -> done.countDown());
    return context;
  }

  private JavaStreamingContext started(CountDownLatch done) {
    JavaStreamingContext context =
        JavaStreamingContext.getOrCreate(bucket.uri() + "/checkpoint", () -> program(done));
    context.start();
    return context;
  }

  private void advance(JavaStreamingContext context, CountDownLatch done) throws Exception {
    ((ManualClock) context.ssc().scheduler().clock()).advance(1000);
    assertTrue(done.await(30, TimeUnit.SECONDS));
  }

  private List<String> names(String directory) throws IOException {
    return store.list(directory).stream().map(FileEntry::lastSegment).toList();
  }

  @Test
  void itGoesOnWhereItWasAndItsOutputsAreWhole() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    JavaStreamingContext context = started(first);
    store.createExclusive("in/a.txt", "tide\nmill\n".getBytes(UTF_8));
    advance(context, first);
    context.stop(true, true);
    store.createExclusive("in/b.txt", "x\n".getBytes(UTF_8));
    CountDownLatch second = new CountDownLatch(1);
    JavaStreamingContext again = started(second);
    assertTrue(again.ssc().restoreReport().isPresent());
    advance(again, second);
    again.stop(true, true);
    assertEquals(0, bucket.count("copy"));
    List<String> lines = new ArrayList<>();
    for (String output : names("out")) {
      assertTrue(names("out/" + output).contains("_SUCCESS"), output);
      for (String part : names("out/" + output)) {
        if (output.startsWith("lines") && part.startsWith("part-")) {
          try (InputStream in = store.open("out/" + output + "/" + part, 0)) {
            new String(in.readAllBytes(), UTF_8).lines().forEach(lines::add);
          }
        }
      }
    }
    assertEquals(List.of("tide", "mill", "x"), lines);
  }

  @Test
  void aDirectoryThatIsBegunAnewIsCopiedAside() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    JavaStreamingContext context = started(first);
    advance(context, first);
    context.stop(true, true);
    CountDownLatch second = new CountDownLatch(1);
    JavaStreamingContext anew = program(second);
    anew.checkpoint(bucket.uri() + "/checkpoint");
    anew.start();
    assertTrue(anew.ssc().restoreReport().isEmpty());
    anew.stop();
    List<String> aside =
        names("checkpoint").stream().filter(n -> n.startsWith("journal-set-aside-")).toList();
    assertEquals(1, aside.size());
    assertTrue(names("checkpoint/" + aside.get(0)).size() >= 2, "base and groups");
  }

  @Test
  void itsStopFileIsLookedForThere() throws Exception {
    conf.set("tidemill.stop.file", bucket.uri() + "/stop");
    store.createExclusive("stop", new byte[0]);
    JavaStreamingContext context = program(new CountDownLatch(1));
    IllegalStateException refused = assertThrows(IllegalStateException.class, context::start);
    assertTrue(refused.getMessage().contains(bucket.uri() + "/stop"), refused.getMessage());
    context.stop();
    store.delete("stop");
    CountDownLatch done = new CountDownLatch(1);
    JavaStreamingContext again = program(done);
    again.start();
    store.createExclusive("stop", new byte[0]);
    advance(again, done);
    assertTrue(again.awaitTerminationOrTimeout(30_000));
  }
}
