package dev.tidemill.core.conf;

import dev.tidemill.SparkConf;
import dev.tidemill.core.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every setting there is, on one page. Modules read theirs into typed records; this class only
 * knows the names, so that a misspelt one is found wherever a context is made.
 */
public final class Settings {
  /** Our own settings with their defaults and what they mean. */
  private static final Map<String, String> OURS = new TreeMap<>();

  static {
    OURS.put(
        "tidemill.batch.onFailure",
        "continue (default): later batches go on after a failed one, awaitTermination throws;"
            + " stop: the context stops as well");
    OURS.put(
        "tidemill.batches.maxPending",
        "1000: batches that may wait or run at once; further ones are owed until one is done");
    OURS.put(
        "tidemill.batches.maxParked",
        "16: with a checkpoint directory, batches with failed outputs that may wait for a restart;"
            + " one more stops the context");
    OURS.put(
        "tidemill.codec.allow",
        "none: classes, and packages with a dot at the end, in a comma list, that may be made from"
            + " stored bytes before this program has encoded one");
    OURS.put(
        "tidemill.codec.class",
        "none: in a comma list, classes that implement TypeCodec and say how a type is encoded");
    OURS.put(
        "tidemill.codec.renamed",
        "none: in a comma list, old.Name=new.Name of classes of keys and values that have another"
            + " name in stored bytes");
    OURS.put(
        "tidemill.driver.standby",
        "false: a program whose checkpoint directory another one is using is refused; true: it waits"
            + " and takes over");
    OURS.put(
        "tidemill.engine",
        "local (default): fast, in the threads of the master; reference: one task at a time, and"
            + " everything is serialised as a cluster would; for tests");
    OURS.put(
        "tidemill.functions.check",
        "none (default): functions may refer to anything, since they run in this process;"
            + " serializable: they are checked as a cluster would, where they are given");
    OURS.put(
        "tidemill.journal.segmentSize",
        "8m: how large a file of the journal in the checkpoint directory grows; what is not needed"
            + " any more goes when the next one begins");
    OURS.put("tidemill.line.maxBytes", "16m: longest line of text that is read");
    OURS.put(
        "tidemill.memory.cache",
        "a quarter of the heap: what the partitions of all datasets that are kept (persist, cache)"
            + " may hold; what does not fit is moved to disk or computed again");
    OURS.put(
        "tidemill.memory.tasks",
        "a quarter of the heap: what all running tasks together may hold for exchanges, sorts and"
            + " groups before they move it to disk (spark.local.dir); a soft bound, since sizes are"
            + " guessed, each task has a small share in any case, one group is never cut in two,"
            + " and what cannot be encoded stays in memory");
    OURS.put(
        "tidemill.receiver.maxMemory",
        "a quarter of the heap: what all receivers together may hold before store() waits");
    OURS.put(
        "tidemill.recovery.missedTime",
        "each (default): after a restart, a batch for every interval at which no process ran; one:"
            + " one batch for all of them; skip: none, what came in goes to the next batch");
    OURS.put(
        "tidemill.recovery.orphans",
        "refuse (default): a restart is refused if the program lacks a source or state of which"
            + " something was kept; drop: it goes on without");
    OURS.put(
        "tidemill.state.maxBytes",
        "none: how much of the heap the keys and values of a state may take, by an estimate; a spec"
            + " of mapWithState may say another limit");
    OURS.put(
        "tidemill.state.maxKeys",
        "none: how many keys a state may have; a spec of mapWithState may say another limit");
    OURS.put(
        "tidemill.state.onLimit",
        "fail (default): a batch that would take a state over its limit fails; evictOldest: the keys"
            + " that had no data for longest go");
    OURS.put(
        "tidemill.state.timeouts",
        "exact (default): keys time out in the first batch in which they are idle for too long;"
            + " atCheckpoints: only in every tenth batch, or as often as checkpoint(interval) says,"
            + " as in the legacy engine");
    OURS.put(
        "tidemill.stop.after",
        "none: the context stops gracefully with the first batch that is due when this time has gone"
            + " by since the start (90s)");
    OURS.put(
        "tidemill.stop.afterBatches",
        "none: the context stops gracefully with the last of so many new batches; those that a"
            + " restart finishes are not counted");
    OURS.put(
        "tidemill.stop.file",
        "none: the context stops gracefully when this file appears, on the local disk or a file"
            + " system of Hadoop; looked for behind a batch, at most once a second");
    OURS.put(
        "tidemill.trustFunctions",
        "false: values that are kept are given to functions as copies, unless they are immutable;"
            + " true: functions are trusted not to change them, and nothing is copied");
  }

  private static final Set<String> LEGACY = legacyKeys();

  private Settings() {}

  /**
   * Checks the names of all settings.
   *
   * @return one sentence about the {@code spark.*} keys that mean nothing here, or none
   * @throws IllegalArgumentException for an unknown {@code tidemill.*} key, naming the nearest one
   */
  public static List<String> check(SparkConf conf) {
    Set<String> unknown = new TreeSet<>();
    for (var entry : conf.getAll()) {
      String key = entry._1();
      if (key.startsWith("tidemill.") && !OURS.containsKey(key)) {
        throw new IllegalArgumentException(
            "Unknown setting "
                + Printable.text(key)
                + "; the nearest known one is "
                + nearest(key)
                + ".");
      }
      if (key.startsWith("spark.") && !LEGACY.contains(key) && !free(key)) {
        unknown.add(Printable.text(key));
      }
    }
    List<String> warnings = new ArrayList<>();
    if (!unknown.isEmpty()) {
      warnings.add("Settings without a meaning here: " + String.join(", ", unknown) + ".");
    }
    return warnings;
  }

  /** Our own settings, in order: key to default and meaning. */
  public static Map<String, String> ours() {
    return new TreeMap<>(OURS);
  }

  private static boolean free(String key) {
    return key.startsWith("spark.hadoop.") || key.startsWith("spark.executorEnv.");
  }

  private static String nearest(String key) {
    String best = "";
    int bestDistance = Integer.MAX_VALUE;
    for (String known : OURS.keySet()) {
      int distance = editDistance(key, known);
      if (distance < bestDistance) {
        best = known;
        bestDistance = distance;
      }
    }
    return best;
  }

  private static int editDistance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(previous[j], row[j - 1]));
      }
      previous = row;
    }
    return previous[b.length()];
  }

  /** Keys of the legacy engine that old programs set: those we obey, and those that do no harm. */
  private static Set<String> legacyKeys() {
    Set<String> keys =
        new TreeSet<>(
            List.of(
                "spark.app.id",
                "spark.app.name",
                "spark.cleaner.ttl",
                "spark.cores.max",
                "spark.default.parallelism",
                "spark.driver.allowMultipleContexts",
                "spark.driver.bindAddress",
                "spark.driver.host",
                "spark.driver.memory",
                "spark.driver.port",
                "spark.executor.cores",
                "spark.executor.instances",
                "spark.executor.memory",
                "spark.files",
                "spark.home",
                "spark.io.compression.codec",
                "spark.jars",
                "spark.kerberos.keytab",
                "spark.kerberos.principal",
                "spark.kerberos.relogin.period",
                "spark.kryo.registrationRequired",
                "spark.kryo.registrator",
                "spark.kryoserializer.buffer.max",
                "spark.local.dir",
                "spark.locality.wait",
                "spark.master",
                "spark.network.timeout",
                "spark.rdd.compress",
                "spark.scheduler.mode",
                "spark.serializer",
                "spark.shuffle.compress",
                "spark.sql.warehouse.dir",
                "spark.submit.deployMode",
                "spark.task.maxFailures",
                "spark.testing.memory",
                "spark.ui.enabled",
                "spark.ui.port",
                "spark.ui.showConsoleProgress"));
    for (String key :
        List.of(
            "backpressure.enabled",
            "backpressure.initialRate",
            "backpressure.pid.derived",
            "backpressure.pid.integral",
            "backpressure.pid.minRate",
            "backpressure.pid.proportional",
            "backpressure.rateEstimator",
            "blockInterval",
            "blockQueueSize",
            "checkpoint.directory",
            "clock",
            "concurrentJobs",
            "driver.writeAheadLog.allowBatching",
            "driver.writeAheadLog.batchingTimeout",
            "driver.writeAheadLog.class",
            "driver.writeAheadLog.closeFileAfterWrite",
            "driver.writeAheadLog.maxFailures",
            "driver.writeAheadLog.rollingIntervalSecs",
            "dynamicAllocation.enabled",
            "dynamicAllocation.maxExecutors",
            "dynamicAllocation.minExecutors",
            "dynamicAllocation.scalingDownRatio",
            "dynamicAllocation.scalingInterval",
            "dynamicAllocation.scalingUpRatio",
            "dynamicAllocation.testing",
            "extraListeners",
            "fileStream.minRememberDuration",
            "gracefulStopTimeout",
            "kafka.allowNonConsecutiveOffsets",
            "kafka.consumer.cache.enabled",
            "kafka.consumer.cache.initialCapacity",
            "kafka.consumer.cache.loadFactor",
            "kafka.consumer.cache.maxCapacity",
            "kafka.consumer.poll.ms",
            "kafka.maxRatePerPartition",
            "kafka.minRatePerPartition",
            "manualClock.jump",
            "minRememberDuration",
            "receiver.blockStoreTimeout",
            "receiver.maxRate",
            "receiver.writeAheadLog.class",
            "receiver.writeAheadLog.closeFileAfterWrite",
            "receiver.writeAheadLog.enable",
            "receiver.writeAheadLog.maxFailures",
            "receiver.writeAheadLog.rollingIntervalSecs",
            "receiverRestartDelay",
            "sessionByKey.deltaChainThreshold",
            "stopGracefullyOnShutdown",
            "stopSparkContextByDefault",
            "ui.retainedBatches",
            "unpersist")) {
      keys.add("spark.streaming." + key);
    }
    return keys;
  }
}
