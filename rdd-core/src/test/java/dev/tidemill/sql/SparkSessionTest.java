package dev.tidemill.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.api.java.JavaSparkContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SparkSessionTest {
  private static SparkSession.Builder local() {
    return SparkSession.builder().master("local[2]").appName("session");
  }

  @Test
  void itLeadsToAContext() {
    try (SparkSession session =
        local()
            .config("a.text", "x")
            .config("a.long", 3)
            .config("a.double", 0.5)
            .config("a.flag", true)
            .config(Map.of("a.map", 7))
            .config(new SparkConf(false).set("a.conf", "y"))
            .getOrCreate()) {
      JavaSparkContext context = new JavaSparkContext(session.sparkContext());
      assertEquals(3, context.parallelize(List.of(1, 2)).reduce(Integer::sum));
      SparkConf conf = context.getConf();
      assertEquals(
          List.of("x", "3", "0.5", "true", "7", "y", "local[2]", "session"),
          Stream.of(
                  "a.text",
                  "a.long",
                  "a.double",
                  "a.flag",
                  "a.map",
                  "a.conf",
                  "spark.master",
                  "spark.app.name")
              .map(conf::get)
              .toList());
      assertEquals(context.version(), session.version());
    }
  }

  @Test
  void thereIsOneUntilItIsStopped() {
    SparkSession first = local().getOrCreate();
    assertSame(first, local().getOrCreate());
    assertSame(first, SparkSession.active());
    first.stop();
    assertTrue(first.sparkContext().isStopped());
    assertThrows(IllegalStateException.class, SparkSession::active);
    try (SparkSession second = local().getOrCreate()) {
      assertNotSame(first, second);
    }
  }

  @Test
  void tablesAreRefusedWithAWayOut() {
    try (SparkSession session = local().getOrCreate()) {
      List<Executable> calls =
          List.of(
              () -> session.sql("select 1"),
              () -> session.table("t"),
              session::emptyDataFrame,
              () -> session.createDataFrame(List.of(), String.class),
              () ->
                  session.createDataFrame(
                      new JavaSparkContext(session.sparkContext()).emptyRDD(), String.class),
              () -> session.range(3),
              () -> session.range(1, 3),
              session::read,
              session::readStream,
              session::udf,
              session::catalog,
              session::sqlContext,
              () -> SparkSession.builder().enableHiveSupport());
      for (Executable call : calls) {
        String refused = assertThrows(UnsupportedOperationException.class, call).getMessage();
        assertTrue(refused.startsWith("SparkSession."), refused);
        assertTrue(refused.contains("no tables") && refused.contains("reduceByKey"), refused);
      }
    }
  }
}
