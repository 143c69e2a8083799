package dev.tidemill.streaming.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.api.java.function.VoidFunction2;
import dev.tidemill.streaming.Time;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Outputs on a sink of the program's own. */
class BatchOutputTest {
  /** A sink that is a list. */
  private static final class Lists implements TransactionalSink<List<String>> {
    final List<String> written = new ArrayList<>();
    final Set<String> done = new TreeSet<>();

    @Override
    public boolean writeOnce(TransactionId id, Writes<List<String>> writes) throws Exception {
      if (done.contains(id.toString())) {
        return false;
      }
      List<String> staged = new ArrayList<>();
      writes.run(staged);
      written.addAll(staged);
      done.add(id.toString());
      return true;
    }
  }

  private final Lists sink = new Lists();

  @Test
  void aBatchReachesTheSinkOnceUnderItsId() throws Exception {
    VoidFunction2<String, Time> output =
        BatchOutput.of(sink, "counts")
            .each((through, rdd, time) -> through.add(rdd + " at " + time));
    output.call("a", new Time(1000));
    output.call("a", new Time(1000));
    output.call("b", new Time(2000));
    assertEquals(List.of("a at 1000 ms", "b at 2000 ms"), sink.written);
    assertEquals(Set.of("counts-1000", "counts-2000"), sink.done);
  }

  @Test
  void whatTheFunctionThrowsFailsTheOutput() {
    IOException failure = new IOException("full");
    VoidFunction2<String, Time> output =
        BatchOutput.of(sink, "counts")
            .each(
                (through, rdd, time) -> {
                  through.add(rdd);
                  throw failure;
                });
    assertSame(failure, assertThrows(IOException.class, () -> output.call("a", new Time(1000))));
    assertEquals(List.of(), sink.written);
  }

  @Test
  void twoStreamsMustNotShareAnOutput() {
    BatchOutput<List<String>> output = BatchOutput.of(sink, "counts");
    output.each((through, rdd, time) -> {});
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> output.each((through, rdd, time) -> {}));
    assertTrue(refused.getMessage().contains("another name"), refused::getMessage);
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThrows(IllegalArgumentException.class, () -> BatchOutput.of(null, "counts"));
    assertThrows(IllegalArgumentException.class, () -> BatchOutput.of(sink, " "));
    assertThrows(IllegalArgumentException.class, () -> BatchOutput.jdbc(null, "t", "counts"));
    assertThrows(IllegalArgumentException.class, () -> new TransactionId("", new Time(1)));
    assertThrows(IllegalArgumentException.class, () -> new TransactionId("a", null));
  }
}
