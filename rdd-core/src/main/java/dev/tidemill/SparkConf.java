package dev.tidemill;

import dev.tidemill.core.text.Printable;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;

/**
 * Settings by key. Legacy keys keep their spelling ({@code spark.default.parallelism}), Tidemill's
 * own begin with {@code tidemill.}. {@code new SparkConf()} starts with the system properties of
 * both kinds. Contexts take a copy: later changes have no effect on them. Not thread-safe.
 */
public class SparkConf implements ReadOnlySparkConf, Cloneable, Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ALLOWED = "tidemill.codec.allow";

  // A TreeMap so that printed settings are in order.
  private final TreeMap<String, String> values = new TreeMap<>();

  public SparkConf() {
    this(true);
  }

  public SparkConf(boolean loadDefaults) {
    if (loadDefaults) {
      for (String name : System.getProperties().stringPropertyNames()) {
        if (name.startsWith("spark.") || name.startsWith("tidemill.")) {
          values.put(name, System.getProperty(name));
        }
      }
    }
  }

  public SparkConf set(String key, String value) {
    if (key == null) {
      throw new NullPointerException("null key");
    }
    if (value == null) {
      throw new NullPointerException("null value for " + Printable.text(key));
    }
    if (key.isBlank()) {
      throw new IllegalArgumentException("A setting needs a key; it is \"" + key + "\".");
    }
    values.put(key, value);
    return this;
  }

  public SparkConf setIfMissing(String key, String value) {
    return contains(key) ? this : set(key, value);
  }

  public SparkConf remove(String key) {
    values.remove(key);
    return this;
  }

  public SparkConf setMaster(String master) {
    return set("spark.master", master);
  }

  public SparkConf setAppName(String name) {
    return set("spark.app.name", name);
  }

  @Override
  public boolean contains(String key) {
    return values.containsKey(key);
  }

  @Override
  public Option<String> getOption(String key) {
    return Option.apply(values.get(key));
  }

  @Override
  @SuppressWarnings({
    "unchecked",
    "rawtypes"
  }) // an array of a generic type, as the legacy API has it
  public Tuple2<String, String>[] getAll() {
    Tuple2[] all = new Tuple2[values.size()];
    int i = 0;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      all[i++] = new Tuple2<>(entry.getKey(), entry.getValue());
    }
    return all;
  }

  /** Those whose keys begin with the prefix, without it. */
  @SuppressWarnings("unchecked") // as getAll
  public Tuple2<String, String>[] getAllWithPrefix(String prefix) {
    return values.tailMap(prefix).entrySet().stream()
        .takeWhile(entry -> entry.getKey().startsWith(prefix))
        .map(entry -> new Tuple2<>(entry.getKey().substring(prefix.length()), entry.getValue()))
        .toArray(Tuple2[]::new);
  }

  /**
   * What a running context has named itself by.
   *
   * @throws NoSuchElementException if these are not the settings of a context
   */
  public String getAppId() {
    return get("spark.app.id");
  }

  /** Noted only: one process runs all, from its own class path. */
  public SparkConf setSparkHome(String home) {
    return set("spark.home", home);
  }

  /** As {@link dev.tidemill.SparkContext#addJar}, for each. */
  public SparkConf setJars(String[] jars) {
    return set("spark.jars", String.join(",", jars));
  }

  /** Noted only: tasks run in this process and see its environment. */
  public SparkConf setExecutorEnv(String variable, String value) {
    return set("spark.executorEnv." + variable, value);
  }

  /** As above, for each. */
  public SparkConf setExecutorEnv(Tuple2<String, String>[] variables) {
    for (Tuple2<String, String> variable : variables) {
      setExecutorEnv(variable._1, variable._2);
    }
    return this;
  }

  /** Names classes that may be read from stored bytes before the program has written one. */
  public SparkConf registerKryoClasses(Class<?>[] classes) {
    Set<String> names = new LinkedHashSet<>(List.of(get(ALLOWED, "").split(",")));
    Arrays.stream(classes).map(Class::getName).forEach(names::add);
    names.remove("");
    return set(ALLOWED, String.join(",", names));
  }

  /** The settings, one {@code key=value} a line; values of keys that name a secret are hidden. */
  public String toDebugString() {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (key, value) -> {
          if (!text.isEmpty()) {
            text.append('\n');
          }
          boolean secret = key.matches("(?i).*(secret|password|token|access.?key|jaas).*");
          text.append(key).append('=').append(secret ? "(hidden)" : value);
        });
    return text.toString();
  }

  @Override
  public SparkConf clone() {
    SparkConf copy = new SparkConf(false);
    copy.values.putAll(values);
    return copy;
  }
}
