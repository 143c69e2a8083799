package dev.tidemill.streaming.testkit.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.tidemill.streaming.StreamingContextState;
import dev.tidemill.streaming.testkit.SteppedContext;
import dev.tidemill.streaming.testkit.TestInput;
import dev.tidemill.streaming.testkit.TestOutput;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The extension as JUnit runs it, over small test classes written for it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SteppedExtensionTest {
  private static final List<SteppedContext> SEEN = new ArrayList<>();
  private static final List<String> NOTES = new ArrayList<>();

  @BeforeEach
  void forget() {
    SEEN.clear();
    NOTES.clear();
  }

  private static TestExecutionSummary run(Class<?> tests) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    Launcher launcher = LauncherFactory.create();
    launcher.execute(
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build(), summary);
    return summary.getSummary();
  }

  private static void passes(int tests, Class<?> type) {
    TestExecutionSummary summary = run(type);
    assertEquals(List.of(), summary.getFailures().stream().map(f -> f.getException()).toList());
    assertEquals(tests, summary.getTestsSucceededCount());
  }

  private static void failsWith(String message, Class<?> type) {
    TestExecutionSummary summary = run(type);
    assertEquals(1, summary.getFailures().size());
    String said = summary.getFailures().get(0).getException().getMessage();
    assertTrue(said.contains(message), said);
  }

  @Stepped(batchMs = 2000)
  static class OneContext {
    @BeforeEach
    void before(SteppedContext stepped) {
      SEEN.add(stepped);
    }

    @Test
    void one(SteppedContext stepped, SteppedContext again) {
      SEEN.add(stepped);
      SEEN.add(again);
      TestInput<Integer> input = stepped.input();
      TestOutput<Integer> output = stepped.output(input.stream());
      stepped.start();
      stepped.step();
      NOTES.add(stepped.time() + " " + output.times());
    }

    @AfterEach
    void after(SteppedContext stepped) {
      SEEN.add(stepped);
      NOTES.add(stepped.context().getState().toString());
    }
  }

  @Test
  void aTestHasOneContextThatIsClosedWhenItIsOver() {
    passes(1, OneContext.class);
    assertEquals(4, SEEN.size());
    assertEquals(1, SEEN.stream().distinct().count());
    assertEquals(List.of("2000 ms [2000 ms]", "ACTIVE"), NOTES);
    assertEquals(StreamingContextState.STOPPED, SEEN.get(0).context().getState());
    assertTrue(SEEN.get(0).context().ssc().sparkContext().isStopped());
  }

  @Stepped
  static class TwoTests {
    @Test
    void one(SteppedContext stepped) {
      SEEN.add(stepped);
    }

    @Test
    void two(SteppedContext stepped) {
      SEEN.add(stepped);
    }

    @Test
    void withoutContext() {}

    @Nested
    class Inside {
      @Test
      void three(SteppedContext stepped) {
        SEEN.add(stepped);
      }
    }
  }

  @Test
  void everyTestHasAContextOfItsOwnNestedOnesToo() {
    passes(4, TwoTests.class);
    assertEquals(3, SEEN.stream().distinct().count());
  }

  @Stepped(batchMs = 2000, settings = "spark.default.parallelism=7")
  static class OverriddenByMethod {
    @Test
    @Stepped(
        batchMs = 500,
        settings = {"spark.app.name=a=b", "spark.default.parallelism=3"})
    void one(SteppedContext stepped) {
      var conf = stepped.context().ssc().sparkContext().getConf();
      NOTES.add(conf.get("spark.app.name"));
      NOTES.add(conf.get("spark.default.parallelism"));
      NOTES.add(stepped.context().ssc().graph().batchDuration().toString());
    }
  }

  @Test
  void theAnnotationOfAMethodTakesThePlaceOfThatOfItsClass() {
    passes(1, OverriddenByMethod.class);
    assertEquals(List.of("a=b", "3", "500 ms"), NOTES);
  }

  @Stepped
  static class InConstructor {
    InConstructor(SteppedContext stepped) {
      SEEN.add(stepped);
    }

    @Test
    void one() {}
  }

  @Stepped
  static class BeforeAllTests {
    @BeforeAll
    static void all(SteppedContext stepped) {
      SEEN.add(stepped);
    }

    @Test
    void one() {}
  }

  @Test
  void aContextBelongsToOneTest() {
    failsWith("a SteppedContext belongs to one test", InConstructor.class);
    failsWith("a SteppedContext belongs to one test", BeforeAllTests.class);
  }

  @ExtendWith(SteppedExtension.class)
  static class NotAnnotated {
    @Test
    void one(SteppedContext stepped) {
      SEEN.add(stepped);
    }
  }

  @Stepped(settings = "spark.default.parallelism")
  static class WrongSetting {
    @Test
    void one(SteppedContext stepped) {
      SEEN.add(stepped);
    }
  }

  @Stepped
  static class AnotherParameter {
    @Test
    void one(String other) {
      NOTES.add(other);
    }
  }

  @Test
  void mistakesSayWhatToWrite() {
    failsWith("neither the test nor its class is annotated with @Stepped", NotAnnotated.class);
    failsWith("has no key; write \"key=value\"", WrongSetting.class);
    failsWith("No ParameterResolver registered", AnotherParameter.class);
  }
}
