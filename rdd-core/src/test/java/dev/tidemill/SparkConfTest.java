package dev.tidemill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkConfTest {
  private final SparkConf conf = new SparkConf(false);

  private static void refused(String text, Executable call) {
    var refused = assertThrows(IllegalArgumentException.class, call);
    assertEquals(text, refused.getMessage());
  }

  @Test
  void startsWithTheSystemPropertiesOfBothKinds() {
    System.setProperty("spark.app.name", "from outside");
    System.setProperty("tidemill.line.maxBytes", "1m");
    try {
      assertEquals("from outside", new SparkConf().get("spark.app.name"));
      assertEquals("1m", new SparkConf().get("tidemill.line.maxBytes"));
      assertFalse(new SparkConf().contains("java.version"));
      assertFalse(new SparkConf(false).contains("spark.app.name"));
    } finally {
      System.clearProperty("spark.app.name");
      System.clearProperty("tidemill.line.maxBytes");
    }
  }

  @Test
  void whatIsSetCanBeReadAndRemoved() {
    assertSame(conf, conf.setMaster("local[2]").setAppName("mill"));
    assertEquals("local[2]", conf.get("spark.master"));
    assertEquals("mill", conf.get("spark.app.name", "other"));
    assertEquals(Option.apply("mill"), conf.getOption("spark.app.name"));
    assertSame(conf, conf.remove("spark.app.name"));
    assertEquals("other", conf.get("spark.app.name", "other"));
    assertEquals(Option.empty(), conf.getOption("spark.app.name"));
  }

  @Test
  void aKeyThatIsNotSetIsNamed() {
    var missing = assertThrows(NoSuchElementException.class, () -> conf.get("spark.home"));
    assertEquals("spark.home", missing.getMessage());
  }

  @Test
  void setIfMissingKeepsWhatIsThere() {
    conf.setIfMissing("a", "1").setIfMissing("a", "2");
    assertEquals("1", conf.get("a"));
  }

  @Test
  void nullAndBlankKeysAreRefused() {
    assertThrows(NullPointerException.class, () -> conf.set(null, "1"));
    var named = assertThrows(NullPointerException.class, () -> conf.set("a", null));
    assertEquals("null value for a", named.getMessage());
    assertThrows(IllegalArgumentException.class, () -> conf.set(" ", "1"));
  }

  @Test
  void allSettingsComeInOrderOfTheirKeys() {
    conf.set("b", "2").set("a", "1");
    Tuple2<String, String>[] all = conf.getAll();
    assertEquals(2, all.length);
    assertEquals(new Tuple2<>("a", "1"), all[0]);
    assertEquals(new Tuple2<>("b", "2"), all[1]);
  }

  @Test
  void typedValuesAreRead() {
    conf.set("flag", " TRUE ").set("int", " 7").set("long", "8000000000").set("double", "0.5");
    conf.set("time", "2m").set("size", "1k");
    assertTrue(conf.getBoolean("flag", false));
    assertEquals(7, conf.getInt("int", 0));
    assertEquals(8_000_000_000L, conf.getLong("long", 0));
    assertEquals(0.5, conf.getDouble("double", 0));
    assertEquals(120_000, conf.getTimeAsMs("time", "1s"));
    assertEquals(120, conf.getTimeAsSeconds("time", "1s"));
    assertEquals(1024, conf.getSizeAsBytes("size", "1m"));
  }

  @Test
  void defaultsStandInForWhatIsNotSet() {
    assertTrue(conf.getBoolean("none", true));
    assertEquals(7, conf.getInt("none", 7));
    assertEquals(7, conf.getLong("none", 7));
    assertEquals(0.5, conf.getDouble("none", 0.5));
    assertEquals(5, conf.getTimeAsMs("none", "5"));
    assertEquals(5, conf.getTimeAsSeconds("none", "5"));
    assertEquals(5, conf.getSizeAsBytes("none", "5"));
  }

  @Test
  void aWrongValueIsRefusedWithKeyValueAndWhatWasExpected() {
    conf.set("a", "maybe\n");
    refused("a is \"maybe\\n\"; expected true or false.", () -> conf.getBoolean("a", true));
    refused("a is \"maybe\\n\"; expected a whole number below 2^31.", () -> conf.getInt("a", 1));
    refused("a is \"maybe\\n\"; expected a whole number below 2^63.", () -> conf.getLong("a", 1));
    refused("a is \"maybe\\n\"; expected a number.", () -> conf.getDouble("a", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "1e999"})
  void numbersThatAreNotFiniteAreRefused(String value) {
    conf.set("a", value);
    refused("a is \"" + value + "\"; expected a finite number.", () -> conf.getDouble("a", 1));
  }

  @Test
  void secretsAreNotPrinted() {
    conf.set("my.Password", "x").set("s3.access-key", "y").set("a", "1");
    assertEquals("a=1\nmy.Password=(hidden)\ns3.access-key=(hidden)", conf.toDebugString());
  }

  @Test
  void aCopyLeadsItsOwnLife() {
    conf.set("a", "1");
    SparkConf copy = conf.clone();
    copy.set("a", "2");
    assertEquals("1", conf.get("a"));
  }

  @Test
  void sizesAndTimesAreReadInTheUnitThatIsAskedFor() {
    SparkConf conf = new SparkConf(false).set("size", "2048").set("time", "90").set("big", "3g");
    assertEquals(2048, conf.getSizeAsBytes("size"));
    assertEquals(2048, conf.getSizeAsKb("size"));
    assertEquals(2048, conf.getSizeAsMb("size"));
    assertEquals(2048, conf.getSizeAsGb("size"));
    assertEquals(3L << 30, conf.getSizeAsBytes("big"));
    assertEquals(3L << 20, conf.getSizeAsKb("big", "1"));
    assertEquals(3L << 10, conf.getSizeAsMb("big", "1"));
    assertEquals(3, conf.getSizeAsGb("big", "1"));
    assertEquals(7, conf.getSizeAsBytes("none", 7));
    assertEquals(7, conf.getSizeAsKb("none", "7"));
    assertEquals(7, conf.getSizeAsMb("none", "7"));
    assertEquals(7, conf.getSizeAsGb("none", "7"));
    assertEquals(90, conf.getTimeAsMs("time"));
    assertEquals(90, conf.getTimeAsSeconds("time"));
    assertThrows(NoSuchElementException.class, () -> conf.getSizeAsMb("none"));
    assertThrows(NoSuchElementException.class, () -> conf.getTimeAsMs("none"));
  }

  @Test
  void whatIsOnlyNotedIsThere() {
    SparkConf conf =
        new SparkConf(false)
            .setSparkHome("/opt/old")
            .setJars(new String[] {"a.jar", "b.jar"})
            .setExecutorEnv("A", "1")
            .setExecutorEnv(pairs("B", "2", "C", "3"))
            .registerKryoClasses(new Class<?>[] {String.class})
            .registerKryoClasses(new Class<?>[] {Integer.class, String.class});
    assertEquals("/opt/old", conf.get("spark.home"));
    assertEquals("a.jar,b.jar", conf.get("spark.jars"));
    assertArrayEquals(
        pairs("A", "1", "B", "2", "C", "3"), conf.getAllWithPrefix("spark.executorEnv."));
    assertEquals("java.lang.String,java.lang.Integer", conf.get("tidemill.codec.allow"));
    assertThrows(NoSuchElementException.class, conf::getAppId);
    assertEquals(System.getenv("PATH"), conf.getenv("PATH"));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type, as the legacy API has
  private static Tuple2<String, String>[] pairs(String... flat) {
    Tuple2<String, String>[] pairs = new Tuple2[flat.length / 2];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = new Tuple2<>(flat[2 * i], flat[2 * i + 1]);
    }
    return pairs;
  }
}
