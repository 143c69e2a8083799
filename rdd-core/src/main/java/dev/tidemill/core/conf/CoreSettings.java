package dev.tidemill.core.conf;

import dev.tidemill.SparkConf;
import dev.tidemill.core.text.Printable;
import dev.tidemill.core.text.Units;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What rdd-core reads from the settings, once, when a context is made.
 *
 * @param master as given, or {@code local[*]}
 * @param masterGiven whether the program or the command line named a master
 * @param appName as given, or the name of the main class as far as it can be told
 * @param cores tasks that may run at once
 * @param defaultParallelism partitions of an exchange that names no number: {@code
 *     spark.default.parallelism}, else the cores
 * @param maxLineBytes {@code tidemill.line.maxBytes}
 * @param receiverMemory {@code tidemill.receiver.maxMemory} in bytes, else a quarter of the heap
 * @param codecAllow {@code tidemill.codec.allow}, in its parts
 * @param codecRenamed {@code tidemill.codec.renamed}: names in stored bytes to those of today
 * @param codecClasses {@code tidemill.codec.class}, in its parts
 * @param trustFunctions {@code tidemill.trustFunctions}
 * @param checkFunctions whether {@code tidemill.functions.check} is {@code serializable}
 * @param referenceEngine whether {@code tidemill.engine} is {@code reference}
 * @param taskAttempts how often a task is tried: F of {@code local[n,F]}, else {@code
 *     spark.task.maxFailures}, else 1
 * @param fair whether jobs share the helpers ({@code spark.scheduler.mode=FAIR})
 * @param keptMemory {@code tidemill.memory.cache} in bytes, else a quarter of the heap
 * @param taskMemory {@code tidemill.memory.tasks} in bytes, else a quarter of the heap
 * @param localDirectories {@code spark.local.dir}, else the platform's directory for temporary
 *     files
 * @param validateOutputSpecs {@code spark.hadoop.validateOutputSpecs}: whether an output of Hadoop
 *     is refused where there is one already
 */
public record CoreSettings(
    String master,
    boolean masterGiven,
    String appName,
    int cores,
    int defaultParallelism,
    int maxLineBytes,
    long receiverMemory,
    List<String> codecAllow,
    Map<String, String> codecRenamed,
    List<String> codecClasses,
    boolean trustFunctions,
    boolean checkFunctions,
    boolean referenceEngine,
    int taskAttempts,
    boolean fair,
    long keptMemory,
    long taskMemory,
    List<Path> localDirectories,
    boolean validateOutputSpecs) {
  private static final Pattern LOCAL = Pattern.compile("local(?:\\[([0-9]+|\\*)(?:,([0-9]+))?])?");
  private static final Pattern CLASS_OR_PACKAGE = Pattern.compile("[\\w$]+(?:\\.[\\w$]+)*\\.?");
  private static final int MOST_CORES = 4096;

  public static CoreSettings from(SparkConf conf) {
    String master = conf.get("spark.master", "local[*]");
    int cores = cores(master);
    int parallelism = conf.getInt("spark.default.parallelism", cores);
    if (parallelism < 1) {
      throw new IllegalArgumentException(
          "spark.default.parallelism is " + parallelism + "; use 1 or more.");
    }
    String name = conf.get("spark.app.name", "tidemill");
    if (name.isBlank()) {
      throw new IllegalArgumentException("spark.app.name is empty; use setAppName(\"a name\").");
    }
    long line =
        Units.bytes("tidemill.line.maxBytes", conf.get("tidemill.line.maxBytes", "16m"), "b");
    if (line < 1 || line > 1 << 30) {
      throw new IllegalArgumentException(
          "tidemill.line.maxBytes is " + line + " bytes; use 1 to 1g.");
    }
    KerberosSettings.of(HadoopSettings.of(conf)); // Only to refuse wrong ones now: used much later.
    return new CoreSettings(
        master,
        conf.contains("spark.master"),
        name,
        cores,
        parallelism,
        (int) line,
        memory(conf, "tidemill.receiver.maxMemory"),
        list(conf, "tidemill.codec.allow"),
        renamed(conf, "tidemill.codec.renamed"),
        list(conf, "tidemill.codec.class"),
        SettingValues.isOther(conf, "tidemill.trustFunctions", "false", "true"),
        SettingValues.isOther(conf, "tidemill.functions.check", "none", "serializable"),
        SettingValues.isOther(conf, "tidemill.engine", "local", "reference"),
        taskAttempts(conf, master),
        fair(conf),
        memory(conf, "tidemill.memory.cache"),
        memory(conf, "tidemill.memory.tasks"),
        localDirectories(conf),
        !SettingValues.isOther(conf, "spark.hadoop.validateOutputSpecs", "true", "false"));
  }

  private static List<String> list(SparkConf conf, String key) {
    List<String> entries = new ArrayList<>();
    for (String entry : conf.get(key, "").split(",")) {
      if (entry.isBlank()) {
        continue;
      }
      String name = entry.strip();
      if (!CLASS_OR_PACKAGE.matcher(name).matches()) {
        throw new IllegalArgumentException(
            key
                + " names "
                + Printable.text(name)
                + "; use class names and, for what may be read, packages that end in a dot.");
      }
      entries.add(name);
    }
    return List.copyOf(entries);
  }

  private static Map<String, String> renamed(SparkConf conf, String key) {
    Map<String, String> names = new HashMap<>();
    for (String entry : conf.get(key, "").split(",")) {
      if (entry.isBlank()) {
        continue;
      }
      String[] two = entry.strip().split("=", -1);
      if (two.length != 2 || !isClass(two[0].strip()) || !isClass(two[1].strip())) {
        throw new IllegalArgumentException(
            key
                + " has "
                + Printable.text(entry)
                + "; use old.Name=new.Name, of classes, with commas between several.");
      }
      names.put(two[0].strip(), two[1].strip());
    }
    return Map.copyOf(names);
  }

  private static boolean isClass(String name) {
    return CLASS_OR_PACKAGE.matcher(name).matches() && !name.endsWith(".");
  }

  /** Once, as in the legacy engine: in one process what fails is seldom better the next time. */
  private static int taskAttempts(SparkConf conf, String master) {
    Matcher matcher = LOCAL.matcher(master);
    String ofMaster = matcher.matches() ? matcher.group(2) : null;
    String key = ofMaster == null ? "spark.task.maxFailures" : "Master " + master;
    String text = ofMaster == null ? conf.get(key, "1") : ofMaster;
    if (!text.matches("0*[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException(
          key + " asks for " + Printable.text(text) + " attempts of a task; use 1 to 9999.");
    }
    return Integer.parseInt(text);
  }

  private static boolean fair(SparkConf conf) {
    String key = "spark.scheduler.mode";
    String text = conf.get(key, "FIFO");
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "FAIR" -> true;
      case "FIFO" -> false;
      default ->
          throw new IllegalArgumentException(
              key + " is " + Printable.text(text) + "; use FIFO or FAIR.");
    };
  }

  /** A quarter of the heap unless it is set. */
  private static long memory(SparkConf conf, String key) {
    if (!conf.contains(key)) {
      return Runtime.getRuntime().maxMemory() / 4;
    }
    long bytes = Units.bytes(key, conf.get(key), "b");
    if (bytes < 1) {
      throw new IllegalArgumentException(key + " is " + bytes + " bytes; use 1 or more.");
    }
    return bytes;
  }

  private static List<Path> localDirectories(SparkConf conf) {
    String key = "spark.local.dir";
    List<Path> directories = new ArrayList<>();
    for (String name : conf.get(key, System.getProperty("java.io.tmpdir")).split(",")) {
      if (name.isBlank()) {
        continue;
      }
      try {
        directories.add(Path.of(name.strip()));
      } catch (InvalidPathException wrong) {
        throw new IllegalArgumentException(
            key + " names " + Printable.text(name) + "; use directories of this machine.", wrong);
      }
    }
    if (directories.isEmpty()) {
      throw new IllegalArgumentException(key + " names no directory; name one or leave it out.");
    }
    return List.copyOf(directories);
  }

  private static int cores(String master) {
    Matcher matcher = LOCAL.matcher(master);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Could not parse Master URL: '"
              + Printable.text(master)
              + "'; use local, local[n] or local[*] (spark.master).");
    }
    String threads = matcher.group(1);
    if (threads == null) {
      return 1;
    }
    if (threads.equals("*")) {
      return Runtime.getRuntime().availableProcessors();
    }
    int cores = threads.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(threads);
    if (cores < 1 || cores > MOST_CORES) {
      throw new IllegalArgumentException(
          "Master " + master + " asks for " + threads + " threads; use 1 to " + MOST_CORES + ".");
    }
    return cores;
  }
}
