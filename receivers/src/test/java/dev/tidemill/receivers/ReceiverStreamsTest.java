package dev.tidemill.receivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkContext;
import dev.tidemill.dstream.graph.StreamGraph;
import dev.tidemill.storage.StorageLevel;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.StreamingContext;
import dev.tidemill.streaming.receiver.Receiver;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiverStreamsTest {
  private static final StorageLevel LEVEL = StorageLevel.MEMORY_ONLY();

  private final SparkConf conf = new SparkConf(false).setMaster("local").setAppName("test");
  private final List<String> warnings = new java.util.concurrent.CopyOnWriteArrayList<>();
  private final Logger log = Logger.getLogger(ReceiverStreams.class.getName());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          warnings.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  static final class Idle extends Receiver<Integer> {
    private static final long serialVersionUID = 1L;

    Idle(StorageLevel level) {
      super(level);
    }

    @Override
    public void onStart() {}

    @Override
    public void onStop() {}
  }

  @BeforeEach
  void listen() {
    log.addHandler(handler);
  }

  @AfterEach
  void unlisten() {
    log.removeHandler(handler);
  }

  private StreamingContext context() {
    SparkContext spark = new SparkContext(conf);
    spark.stop();
    return new StreamingContext(spark, new StreamGraph(new Duration(1000)), null);
  }

  private static String refusal(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @Test
  void aStreamTakesItsPlaceInTheGraph() {
    StreamingContext ssc = context();
    ReceiverStreams.stream(ssc, new Idle(LEVEL));
    ReceiverStreams.socketText(ssc, "localhost", 65535, LEVEL);
    assertEquals(
        List.of("receiver " + Idle.class.getName(), "socket localhost:65535"),
        ssc.graph().sources().stream().map(source -> source.description()).toList());
  }

  @Test
  void wrongArgumentsAreRefusedAtTheCall() {
    StreamingContext ssc = context();
    assertEquals(
        "receiverStream: the receiver is null.", refusal(() -> ReceiverStreams.stream(ssc, null)));
    assertTrue(refusal(() -> new Idle(null)).contains("storageLevel is null"));
    for (String host : new String[] {null, "", " "}) {
      assertTrue(
          refusal(() -> ReceiverStreams.socketText(ssc, host, 1, LEVEL)).contains("hostname"));
    }
    for (int port : new int[] {-1, 0, 65536}) {
      assertEquals(
          "socketTextStream: port is " + port + "; use 1 to 65535.",
          refusal(() -> ReceiverStreams.socketText(ssc, "localhost", port, LEVEL)));
    }
    assertTrue(
        refusal(() -> ReceiverStreams.socketText(ssc, "localhost", 1, null))
            .contains("storageLevel is null"));
    assertEquals(List.of(), ssc.graph().sources());
  }

  @Test
  void wrongSettingsAreRefusedAtTheCall() {
    conf.set("spark.streaming.blockInterval", "0");
    assertTrue(
        refusal(() -> ReceiverStreams.stream(context(), new Idle(LEVEL)))
            .contains("blockInterval"));
    conf.remove("spark.streaming.blockInterval").set("spark.streaming.receiverRestartDelay", "-1");
    assertTrue(
        refusal(() -> ReceiverStreams.stream(context(), new Idle(LEVEL)))
            .contains("receiverRestartDelay is -1"));
  }

  @Test
  void aReplicatedLevelIsOneWarningUnlessItIsTheDefault() {
    StreamingContext ssc = context();
    ReceiverStreams.socketText(ssc, "localhost", 1, StorageLevel.MEMORY_AND_DISK_SER_2());
    assertEquals(List.of(), warnings);
    ReceiverStreams.socketText(ssc, "localhost", 1, StorageLevel.MEMORY_ONLY_2());
    assertEquals(1, warnings.size());
    ReceiverStreams.stream(ssc, new Idle(StorageLevel.MEMORY_AND_DISK_2()));
    assertEquals(2, warnings.size());
  }

  @Test
  void aReceiverThatIsNotAttachedSaysSo() {
    Idle idle = new Idle(LEVEL);
    for (Runnable call :
        List.<Runnable>of(
            () -> idle.store(1),
            () -> idle.store(List.of(1).iterator()),
            () -> idle.store(List.of(1).iterator(), "metadata"),
            () -> idle.reportError("message", null),
            () -> idle.restart("message"),
            () -> idle.stop("message"),
            idle::isStarted,
            idle::isStopped)) {
      String message = assertThrows(AssertionError.class, call::run).getMessage();
      assertTrue(
          message.startsWith("A ReceiverSupervisor has not been attached to the receiver yet"),
          message);
    }
    assertEquals(-1, idle.streamId());
    assertEquals(LEVEL, idle.storageLevel());
    assertTrue(idle.preferredLocation().isEmpty());
  }
}
