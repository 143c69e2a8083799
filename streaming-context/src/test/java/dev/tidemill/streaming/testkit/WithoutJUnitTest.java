package dev.tidemill.streaming.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.runtime.Forked;
import dev.tidemill.streaming.Durations;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The kit is part of the main code, where nobody has JUnit. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WithoutJUnitTest {
  /** Uses all of the kit but the package for JUnit. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
        TestInput<Integer> input = stepped.input();
        TestOutput<Integer> output = stepped.output(input.stream().map(n -> n + 1));
        input.add(1, 2);
        stepped.start();
        stepped.step();
        output.assertBatches(List.of(2, 3));
      }
      StreamCheck.every(Durations.seconds(1))
          .check(List.of(List.of(1)), numbers -> numbers, List.of(List.of(1)));
      try {
        Class.forName("org.junit.jupiter.api.Test");
        System.out.println("JUnit is there");
      } catch (ClassNotFoundException expected) {
        System.out.println("ran without JUnit");
      }
    }
  }

  @Test
  void theKitRunsWithoutJUnit() throws Exception {
    List<String> written = Forked.run(entry -> !entry.contains("junit"), Program.class);
    assertEquals(List.of("ran without JUnit", "exit 0"), written);
  }
}
