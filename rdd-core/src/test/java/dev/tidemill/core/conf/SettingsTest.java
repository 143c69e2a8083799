package dev.tidemill.core.conf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private final SparkConf conf = new SparkConf(false);

  private static void refused(String text, SparkConf conf) {
    var refused = assertThrows(IllegalArgumentException.class, () -> CoreSettings.from(conf));
    assertEquals(text, refused.getMessage());
  }

  @Test
  void anUnknownKeyOfOursIsRefusedWithTheNearestOne() {
    conf.set("tidemill.line.maxByte", "1m");
    var refused = assertThrows(IllegalArgumentException.class, () -> Settings.check(conf));
    assertEquals(
        "Unknown setting tidemill.line.maxByte; the nearest known one is tidemill.line.maxBytes.",
        refused.getMessage());
  }

  @Test
  void unknownLegacyKeysAreOneWarning() {
    conf.set("spark.b", "1").set("spark.a", "1").set("spark.master", "local").set("other", "1");
    assertEquals(
        List.of("Settings without a meaning here: spark.a, spark.b."), Settings.check(conf));
  }

  @Test
  void knownKeysAreNoWarning() {
    conf.set("spark.streaming.blockInterval", "200ms").set("spark.hadoop.fs.defaultFS", "file:///");
    for (String key : Settings.ours().keySet()) {
      conf.set(key, "1");
    }
    assertEquals(List.of(), Settings.check(conf));
  }

  @Test
  void everySettingOfOursSaysWhatItMeans() {
    assertFalse(Settings.ours().isEmpty());
    Settings.ours()
        .forEach(
            (key, meaning) -> {
              assertTrue(key.startsWith("tidemill."), key);
              assertTrue(meaning.length() > 10, key);
            });
  }

  @Test
  void classesAreRenamedByPairs() {
    conf.set("tidemill.codec.renamed", "a.Old=a.New, b.Old$In = b.New$In,");
    assertEquals(
        Map.of("a.Old", "a.New", "b.Old$In", "b.New$In"), CoreSettings.from(conf).codecRenamed());
    for (String wrong : List.of("a.Old", "a.Old=", "=a.New", "a.=b.", "a=b=c", "a=b c")) {
      conf.set("tidemill.codec.renamed", wrong);
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> CoreSettings.from(conf), wrong);
      assertTrue(refused.getMessage().contains("use old.Name=new.Name"), refused::toString);
    }
  }

  @Test
  void withoutSettingsAllCoresOfTheMachineAreUsed() {
    CoreSettings settings = CoreSettings.from(conf);
    int cores = Runtime.getRuntime().availableProcessors();
    long quarterOfTheHeap = Runtime.getRuntime().maxMemory() / 4;
    assertEquals(
        new CoreSettings(
            "local[*]",
            false,
            "tidemill",
            cores,
            cores,
            16 << 20,
            quarterOfTheHeap,
            List.of(),
            Map.of(),
            List.of(),
            false,
            false,
            false,
            1,
            false,
            quarterOfTheHeap,
            quarterOfTheHeap,
            List.of(Path.of(System.getProperty("java.io.tmpdir"))),
            true),
        settings);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"local||1", "local[7]||1", "local[4,2]||2", "local[*,3]|5|3", "local[2]|4|4"})
  void theMasterElseASettingSaysHowOftenATaskIsTried(String master, String setting, int attempts) {
    conf.setMaster(master);
    if (setting != null) {
      conf.set("spark.task.maxFailures", setting);
    }
    assertEquals(attempts, CoreSettings.from(conf).taskAttempts());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many", "10000", ""})
  void anImpossibleNumberOfAttemptsIsRefused(String attempts) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> CoreSettings.from(conf.set("spark.task.maxFailures", attempts)))
            .getMessage();
    assertTrue(message.startsWith("spark.task.maxFailures asks for " + attempts), message);
    assertTrue(message.endsWith("use 1 to 9999."), message);
  }

  @Test
  void theSchedulerModeIsFifoOrFair() {
    assertFalse(CoreSettings.from(conf.set("spark.scheduler.mode", "fifo")).fair());
    assertTrue(CoreSettings.from(conf.set("spark.scheduler.mode", "FAIR")).fair());
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> CoreSettings.from(conf.set("spark.scheduler.mode", "random")))
            .getMessage();
    assertEquals("spark.scheduler.mode is random; use FIFO or FAIR.", message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"local|1", "local[1]|1", "local[7]|7", "local[4,2]|4", "local[4096]|4096"})
  void theMasterSaysHowManyTasksRunAtOnce(String master, int cores) {
    CoreSettings settings = CoreSettings.from(conf.setMaster(master));
    assertEquals(cores, settings.cores());
    assertEquals(cores, settings.defaultParallelism());
    assertTrue(settings.masterGiven());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yarn", "spark://host:7077", "local[]", "local[-1]", "local[2", "LOCAL"})
  void anotherMasterIsRefused(String master) {
    refused(
        "Could not parse Master URL: '"
            + master
            + "'; use local, local[n] or local[*] (spark.master).",
        conf.setMaster(master));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "4097", "99999999999999999999"})
  void aNumberOfThreadsOutOfBoundsIsRefused(String threads) {
    refused(
        "Master local[" + threads + "] asks for " + threads + " threads; use 1 to 4096.",
        conf.setMaster("local[" + threads + "]"));
  }

  @Test
  void directoriesAndMemoryForWhatDoesNotFitCanBeSet() {
    conf.set("spark.local.dir", "/one, /two").set("tidemill.memory.tasks", "3m");
    CoreSettings settings = CoreSettings.from(conf);
    assertEquals(List.of(Path.of("/one"), Path.of("/two")), settings.localDirectories());
    assertEquals(3 << 20, settings.taskMemory());
    refused(
        "tidemill.memory.tasks is 0 bytes; use 1 or more.", conf.set("tidemill.memory.tasks", "0"));
  }

  @Test
  void theDefaultParallelismCanBeSet() {
    conf.setMaster("local[2]").set("spark.default.parallelism", "5");
    assertEquals(5, CoreSettings.from(conf).defaultParallelism());
  }

  @Test
  void valuesOutOfBoundsAreRefused() {
    refused(
        "spark.default.parallelism is 0; use 1 or more.",
        conf.clone().set("spark.default.parallelism", "0"));
    refused("spark.app.name is empty; use setAppName(\"a name\").", conf.clone().setAppName("  "));
    refused(
        "tidemill.line.maxBytes is 0 bytes; use 1 to 1g.",
        conf.clone().set("tidemill.line.maxBytes", "0"));
    refused(
        "tidemill.line.maxBytes is 2147483648 bytes; use 1 to 1g.",
        conf.clone().set("tidemill.line.maxBytes", "2g"));
  }

  @Test
  void theSettingsOfTheCodecAreListsOfNames() {
    conf.set("tidemill.codec.allow", "a.B, a.b.,").set("tidemill.codec.class", "a.C");
    conf.set("tidemill.trustFunctions", "true");
    CoreSettings settings = CoreSettings.from(conf);
    assertEquals(List.of("a.B", "a.b."), settings.codecAllow());
    assertEquals(List.of("a.C"), settings.codecClasses());
    assertTrue(settings.trustFunctions());
    refused(
        "tidemill.trustFunctions is yes; use false or true.",
        conf.clone().set("tidemill.trustFunctions", "yes"));
    refused(
        "tidemill.codec.allow names a..b; use class names and, for what may be read, packages that"
            + " end in a dot.",
        conf.clone().set("tidemill.codec.allow", "a..b"));
  }

  @Test
  void theEngineCanBeChosen() {
    assertFalse(CoreSettings.from(conf.set("tidemill.engine", "local")).referenceEngine());
    assertTrue(CoreSettings.from(conf.set("tidemill.engine", "reference")).referenceEngine());
    refused(
        "tidemill.engine is fast; use local or reference.",
        conf.clone().set("tidemill.engine", "fast"));
  }

  @Test
  void functionsAreCheckedIfASettingSaysSo() {
    assertFalse(CoreSettings.from(conf.set("tidemill.functions.check", "none")).checkFunctions());
    conf.set("tidemill.functions.check", "serializable");
    assertTrue(CoreSettings.from(conf).checkFunctions());
    refused(
        "tidemill.functions.check is all; use none or serializable.",
        conf.clone().set("tidemill.functions.check", "all"));
  }
}
