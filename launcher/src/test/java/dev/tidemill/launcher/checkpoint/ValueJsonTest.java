package dev.tidemill.launcher.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.Tuple2;
import dev.tidemill.Tuple3;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values of programs as JSON. */
class ValueJsonTest {
  private record Session(String user, long[] times) {}

  @Test
  void plainValuesStayWhatTheyAre() throws Exception {
    assertEquals("{\"key\":1,\"value\":\"a\\\"b\\n\"}", ValueJson.line(1, "a\"b\n"));
    assertEquals("{\"key\":null,\"value\":true}", ValueJson.line(null, true));
    assertEquals("{\"key\":0.1,\"value\":1E-7}", ValueJson.line(0.1f, new BigDecimal("1E-7")));
    assertEquals("{\"key\":\"NaN\",\"value\":2.5}", ValueJson.line(Double.NaN, 2.5));
    assertEquals(
        "{\"key\":\"2026-11-27\",\"value\":3}",
        ValueJson.line(LocalDate.of(2026, 11, 27), (short) 3));
  }

  @Test
  void partsOfValuesAreValues() throws Exception {
    assertEquals(
        "{\"key\":[\"a\",1],\"value\":[[1,null],{\"2\":\"x\"},3]}",
        ValueJson.line(
            new Tuple2<>("a", 1), new Tuple3<>(Arrays.asList(1, null), Map.of(2, "x"), 3)));
    assertEquals(
        "{\"key\":[1,2],\"value\":{\"user\":\"u\",\"times\":[5]}}",
        ValueJson.line(List.of(1, 2), new Session("u", new long[] {5})));
  }
}
