package dev.tidemill.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkException;
import dev.tidemill.streaming.StreamingContextState;
import dev.tidemill.streaming.api.java.JavaStreamingListener;
import dev.tidemill.streaming.api.java.JavaStreamingListenerBatchCompleted;
import dev.tidemill.streaming.scheduler.StreamingListener;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchCompleted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listeners that {@code spark.streaming.extraListeners} names (semantics section 2). */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExtraListenersTest {
  private static final List<String> HEARD = Collections.synchronizedList(new ArrayList<>());
  private static final RuntimeException THROWN = new IllegalStateException("by the constructor");

  @BeforeEach
  void forget() {
    HEARD.clear();
  }

  /** Made without arguments. */
  public static final class Plain implements StreamingListener {
    @Override
    public void onBatchCompleted(StreamingListenerBatchCompleted completed) {
      HEARD.add("plain " + completed.batchInfo().batchTime());
    }
  }

  /** Made with the settings, though it could be made without. */
  public static final class WithSettings extends JavaStreamingListener {
    private final String name;

    public WithSettings() {
      this.name = "nobody";
    }

    public WithSettings(SparkConf conf) {
      this.name = conf.get("spark.app.name");
    }

    @Override
    public void onBatchCompleted(JavaStreamingListenerBatchCompleted completed) {
      HEARD.add(name + " " + completed.batchInfo().batchTime());
    }
  }

  /** Cannot be made: it wants what nobody gives. */
  public static final class Wanting implements StreamingListener {
    public Wanting(String wanted) {
      HEARD.add(wanted);
    }
  }

  /** Cannot be made: its constructor throws. */
  public static final class Throwing implements StreamingListener {
    public Throwing() {
      throw THROWN;
    }
  }

  /** Cannot be made: it cannot be initialised. */
  public static final class Uninitialisable implements StreamingListener {
    static final int SIZE = HEARD.subList(1, 2).size();
  }

  /** Cannot be made: nobody else may. */
  public static final class Private implements StreamingListener {
    private Private() {}
  }

  private static String setting(Class<?>... listeners) {
    List<String> names = List.of(listeners).stream().map(Class::getName).toList();
    return "spark.streaming.extraListeners=" + String.join(" , ", names) + ",";
  }

  @Test
  void theyHearFromTheStartOn() {
    try (ManualContext context = ManualContext.with(setting(Plain.class, WithSettings.class))) {
      context.record(context.times());
      context.start();
      context.run(1);
    }
    assertEquals(List.of("plain 1000 ms", "test 1000 ms"), HEARD.stream().sorted().toList());
  }

  @Test
  void theyAreMadeWhenTheContextStarts() {
    try (ManualContext context = ManualContext.with(setting(Throwing.class))) {
      assertEquals(StreamingContextState.INITIALIZED, context.ssc.getState());
    }
  }

  private static SparkException refusedStart(ManualContext context) {
    context.record(context.times());
    SparkException refused = assertThrows(SparkException.class, context::start);
    assertTrue(
        refused.getMessage().startsWith("Exception when registering StreamingListener: "),
        refused.getMessage());
    assertEquals(StreamingContextState.STOPPED, context.ssc.getState());
    return refused;
  }

  @ParameterizedTest
  @ValueSource(classes = {Wanting.class, Private.class, Uninitialisable.class, String.class})
  void aClassThatCannotBeAListenerFailsTheStartAndStopsBothContexts(Class<?> bad) {
    try (ManualContext context = ManualContext.with(setting(Plain.class, bad))) {
      SparkException refused = refusedStart(context);
      assertTrue(refused.getMessage().contains(bad.getName()), refused.getMessage());
      assertTrue(context.sparkContext.isStopped());
    }
    EngineThreads.awaitNone();
  }

  @Test
  void aClassThatIsNotThereFailsTheStart() {
    try (ManualContext context =
        ManualContext.with("spark.streaming.extraListeners=com.example.Nothing")) {
      assertEquals(
          "Exception when registering StreamingListener: com.example.Nothing, named by"
              + " spark.streaming.extraListeners, is not on the class path.",
          refusedStart(context).getMessage());
    }
  }

  @Test
  void whatAConstructorThrowsIsTheCause() {
    try (ManualContext context = ManualContext.with(setting(Throwing.class))) {
      assertSame(THROWN, refusedStart(context).getCause());
    }
  }

  @Test
  void theSparkContextStaysIfTheDefaultSaysSo() {
    try (ManualContext context =
        ManualContext.with(
            setting(Throwing.class), "spark.streaming.stopSparkContextByDefault=false")) {
      refusedStart(context);
      assertEquals(false, context.sparkContext.isStopped());
    }
  }
}
