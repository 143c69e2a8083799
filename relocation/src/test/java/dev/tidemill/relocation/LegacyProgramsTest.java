package dev.tidemill.relocation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Old programs run unchanged, and give what they gave on the legacy engine. */
class LegacyProgramsTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "legacy.QueueWordCount",
        "legacy.FileWordCount",
        "legacy.AnonymousClasses",
        "legacy.MethodReferences",
        "legacy.CustomReceiver",
        "legacy.KeptRecords",
        "legacy.Listening",
        "legacy.RecoverableCount",
        "legacy.NamedFunctions",
        "legacy.RunningCount",
        "legacy.MappedState",
        "legacy.SharedValues",
        "legacy.BatchJob",
        "legacy.SessionJob",
        "legacy.Windows",
        "legacy.CompanionObjects",
        "legacy.ClassesByName",
        "org.apache.spark.examples.Packaged"
      })
  void givesTheSame(String program) throws Exception {
    assertEquals(
        LegacyPrograms.expected(program),
        LegacyPrograms.run(LegacyPrograms.jar(17), program, directory, "spark.master", "local[2]"));
  }

  /** The reference engine serialises every function, so lambdas are made again from their bytes. */
  @ParameterizedTest
  @CsvSource({
    "legacy.QueueWordCount, 8",
    "legacy.QueueWordCount, 17",
    "legacy.AnonymousClasses, 8",
    "legacy.MethodReferences, 8",
    "legacy.MethodReferences, 17",
    "legacy.NamedFunctions, 17",
    "legacy.MappedState, 8",
    "legacy.SharedValues, 8",
    "legacy.BatchJob, 8",
    "legacy.BatchJob, 17"
  })
  void givesTheSameWhereFunctionsAreSerialised(String program, int release) throws Exception {
    assertEquals(
        LegacyPrograms.expected(program),
        LegacyPrograms.run(
            LegacyPrograms.jar(release),
            program,
            directory,
            "spark.master",
            "local[2]",
            "tidemill.engine",
            "reference"));
  }

  /** Each run has a loader of its own, as each process has. */
  @Test
  void theNextRunGoesOnWithRecordsOfTheProgramsClasses() throws Exception {
    Path jar = LegacyPrograms.jar(17);
    String[] settings = {"spark.master", "local[2]"};
    assertEquals(
        List.of("batch 1: [(a,1), (b,1)]"),
        LegacyPrograms.run(jar, "legacy.KeptRecords", directory, settings));
    assertEquals(
        List.of("batch 1: [(a,2), (b,2)]"),
        LegacyPrograms.run(jar, "legacy.KeptRecords", directory, settings));
  }

  @Test
  void functionsPassTheCheckOfSerialisableOnes() throws Exception {
    assertEquals(
        LegacyPrograms.expected("legacy.Windows"),
        LegacyPrograms.run(
            LegacyPrograms.jar(8),
            "legacy.Windows",
            directory,
            "spark.master",
            "local[2]",
            "tidemill.functions.check",
            "serializable"));
  }
}
