package dev.tidemill.userside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.dstream.NotedMarks;
import dev.tidemill.dstream.Streams;
import dev.tidemill.dstream.graph.OutputJob;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stands outside the engine's packages, as programs do. */
class OutputNamesTest {
  @Test
  void anOutputIsNamedAfterTheCallAndTheLineOfTheProgram() throws Exception {
    try (Streams streams = new Streams()) {
      JavaDStream<Integer> numbers = streams.of(List.of(1));
      int line = new Throwable().getStackTrace()[0].getLineNumber();
      numbers.print();
      numbers.print(3);
      numbers.foreachRDD(rdd -> {});
      numbers.foreachRDD((rdd, time) -> {});
      streams.graph().start(new Time(0), new NotedMarks(), false);
      List<String> names =
          streams.graph().plan(new Time(1000)).stream().map(OutputJob::name).toList();
      String file = " at OutputNamesTest.java:";
      assertEquals(
          List.of(
              "print" + file + (line + 1),
              "print" + file + (line + 2),
              "foreachRDD" + file + (line + 3),
              "foreachRDD" + file + (line + 4)),
          names);
    }
  }

  @Test
  void anOutputThatAHelperOfTheProgramRegistersIsNamedAfterTheHelper() throws Exception {
    try (Streams streams = new Streams()) {
      show(streams.of(List.of(1)));
      streams.graph().start(new Time(0), new NotedMarks(), false);
      String name = streams.graph().plan(new Time(1000)).get(0).name();
      assertTrue(name.matches("print at OutputNamesTest\\.java:[0-9]+"), name);
    }
  }

  @Test
  void theDescriptionOfAnOutputIsTheCallAndTheProgramsCallsThatLedThere() throws Exception {
    try (Streams streams = new Streams()) {
      show(streams.of(List.of(1)));
      streams.graph().start(new Time(0), new NotedMarks(), false);
      List<String> lines =
          streams.graph().plan(new Time(1000)).get(0).calledFrom().lines().toList();
      String test = "dev\\.tidemill\\.userside\\.OutputNamesTest\\.";
      assertTrue(
          lines
              .get(0)
              .matches(
                  "dev\\.tidemill\\.streaming\\.api\\.java\\.\\w+\\.print\\(\\w+\\.java:[0-9]+\\)"),
          lines.get(0));
      assertTrue(
          lines.get(1).matches(test + "show\\(OutputNamesTest\\.java:[0-9]+\\)"), lines.get(1));
      assertTrue(
          lines.get(2).matches(test + "theDescription\\w+\\(OutputNamesTest\\.java:[0-9]+\\)"),
          lines.get(2));
      assertEquals(20, lines.size(), "of a deeper stack");
    }
  }

  private static void show(JavaDStream<Integer> numbers) {
    numbers.print();
  }
}
