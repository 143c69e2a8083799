package dev.tidemill.relocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.relocation.MemberReport.Kind;
import dev.tidemill.relocation.MemberReport.Missing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberCheckTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {8, 17})
  void onlyTheProgramThatUsesWhatIsNotThereIsNamed(int release) throws Exception {
    MemberReport report = MemberCheck.of(LegacyPrograms.jar(release));
    Set<String> where = new TreeSet<>();
    for (Missing missing : report.missing()) {
      missing.uses().forEach(use -> where.add(use.className().replaceFirst("\\$.*", "")));
    }
    assertEquals(Set.of("legacy.NotOffered"), where, report.text());
    assertFalse(report.scala());
  }

  @Test
  void whatIsMissingIsGroupedByReason() throws Exception {
    MemberReport report = MemberCheck.of(LegacyPrograms.jar(17));
    assertEquals(
        Set.of(
            "org.apache.spark.sql.Dataset",
            "org.apache.spark.sql.SparkSession.sql(java.lang.String) -> org.apache.spark.sql.Dataset"),
        names(report, Reason.TABLES));
    assertEquals(
        Set.of(
            "org.apache.spark.SparkEnv",
            "org.apache.spark.api.java.JavaSparkContext.env() -> org.apache.spark.SparkEnv"),
        names(report, Reason.INTERNAL));
    assertEquals(
        Set.of("org.apache.spark.api.java.JavaRDD.classTag() -> scala.reflect.ClassTag"),
        names(report, Reason.SCALA));
    assertEquals(
        Set.of(
            "org.apache.spark.broadcast.TorrentBroadcast",
            "org.apache.spark.storage.StorageLevel.toInt() -> int"),
        names(report, Reason.NOT_THERE));
    assertEquals(
        Set.of(
            "org.apache.spark.SparkContext.jars() -> scala.collection.immutable.Seq",
            "org.apache.spark.util.LongAccumulator"),
        names(report, Reason.CHANGED));
  }

  @Test
  void aUseIsNamedWithItsLine() throws Exception {
    Missing missing = find(MemberCheck.of(LegacyPrograms.jar(17)), "StorageLevel.toInt()");
    assertEquals(Kind.METHOD, missing.kind());
    assertEquals(1, missing.uses().size());
    MemberReport.Use use = missing.uses().get(0);
    assertEquals("legacy.NotOffered", use.className());
    assertEquals("level", use.method());
    assertTrue(use.line() > 20, use.toString());
  }

  @Test
  void aFinalClassCannotBeExtended() throws Exception {
    Missing missing = find(MemberCheck.of(LegacyPrograms.jar(17)), "util.LongAccumulator");
    assertEquals(Kind.SUPERTYPE, missing.kind());
    assertEquals("is final here", missing.detail());
  }

  /** As release 1 had it: the function gives an Iterable. */
  @Test
  void aMethodThatAFunctionLacksIsNamed() throws Exception {
    Path jar =
        MadeJar.of(
            directory.resolve("old.jar"),
            Map.of(
                "old/AsClass.class",
                OldFunctions.asClass("old/AsClass"),
                "old/AsLambda.class",
                OldFunctions.asLambda("old/AsLambda")));
    MemberReport report = MemberCheck.of(jar);
    Missing ofClass = find(report, "api.java.function.FlatMapFunction", "old.AsClass");
    assertEquals(Kind.SUPERTYPE, ofClass.kind());
    assertEquals(
        "here it has a method call(java.lang.Object) -> java.util.Iterator", ofClass.detail());
    Missing ofLambda = find(report, "api.java.function.FlatMapFunction.call", "old.AsLambda");
    assertEquals(Reason.CHANGED, ofLambda.reason());
    assertEquals(2, report.missing().size(), report.text());
  }

  @Test
  void theTextNamesReasonMemberAndPlace() throws Exception {
    String text = MemberCheck.of(LegacyPrograms.jar(17)).text();
    assertTrue(text.contains("Tidemill has no tables and no SQL"), text);
    assertTrue(text.contains("    at legacy.NotOffered.level (line "), text);
  }

  @ParameterizedTest
  @CsvSource({
    "org/apache/spark/sql/Dataset, TABLES",
    "org/apache/spark/ml/Pipeline, MACHINE_LEARNING",
    "org/apache/spark/mllib/linalg/Vector, MACHINE_LEARNING",
    "org/apache/spark/streaming/kafka010/KafkaUtils, CONNECTOR",
    "org/apache/spark/Accumulator, OLD_ACCUMULATOR",
    "org/apache/spark/AccumulatorParam$IntAccumulatorParam$, OLD_ACCUMULATOR",
    "scala/Function1, SCALA",
    "org/apache/spark/scheduler/SparkListener, INTERNAL",
    "org/apache/spark/rdd/JdbcRDD, NOT_THERE"
  })
  void classesHaveAReasonOfTheirOwn(String name, Reason reason) {
    assertEquals(reason, Reason.of(name));
  }

  @Test
  void aJarOfManyClassesIsCheckedInASecond() throws Exception {
    Path jar = MadeJar.ofClasses(directory.resolve("many.jar"), 500);
    MemberCheck.of(LegacyPrograms.jar(17)); // classes of the check itself
    MemberReport report =
        Assertions.assertTimeout(Duration.ofSeconds(3), () -> MemberCheck.of(jar));
    assertEquals(500, report.classes());
    assertTrue(report.isComplete(), report.text());
  }

  private static Set<String> names(MemberReport report, Reason reason) {
    return report.missing(reason).stream().map(Missing::name).collect(Collectors.toSet());
  }

  private static Missing find(MemberReport report, String part) {
    return find(report, part, "legacy.NotOffered");
  }

  private static Missing find(MemberReport report, String part, String where) {
    List<Missing> found =
        report.missing().stream()
            .filter(one -> one.name().contains(part))
            .filter(one -> one.uses().get(0).className().startsWith(where))
            .toList();
    assertEquals(1, found.size(), report.text());
    return found.get(0);
  }
}
