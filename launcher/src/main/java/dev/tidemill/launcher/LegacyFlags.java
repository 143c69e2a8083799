package dev.tidemill.launcher;

import dev.tidemill.core.text.Units;
import dev.tidemill.launcher.program.ProgramSettings;
import dev.tidemill.launcher.program.UsageException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * Flags of the legacy submit command that mean something else in one process, or nothing. Those
 * that only size a cluster are taken, so that old scripts work, and named in one line; those
 * without which a program would do something else are refused.
 */
final class LegacyFlags {
  private static final long MEBIBYTE = 1 << 20;

  // Taken and without effect.

  @Option(names = "--executor-memory", paramLabel = "SIZE", hidden = true)
  private String executorMemory;

  @Option(names = "--executor-cores", paramLabel = "N", hidden = true)
  private String executorCores;

  @Option(names = "--num-executors", paramLabel = "N", hidden = true)
  private String numExecutors;

  @Option(names = "--total-executor-cores", paramLabel = "N", hidden = true)
  private String totalExecutorCores;

  @Option(names = "--queue", paramLabel = "NAME", hidden = true)
  private String queue;

  @Option(names = "--driver-cores", paramLabel = "N", hidden = true)
  private String driverCores;

  // Taken, with the effect that they have there.

  @Option(
      names = "--principal",
      paramLabel = "NAME",
      description = "Who logs in to Kerberos, with --keytab.")
  private String principal;

  @Option(names = "--keytab", paramLabel = "FILE", description = "The principal's key.")
  private String keytab;

  @Option(
      names = {"--verbose", "-v"},
      description = "Prints the settings first.")
  private boolean verbose;

  // Looked at.

  @Option(names = "--deploy-mode", paramLabel = "client", hidden = true)
  private String deployMode;

  @Option(
      names = "--driver-memory",
      paramLabel = "SIZE",
      description = "Checked only: the heap is set by TIDEMILL_JAVA_OPTIONS=-Xmx...")
  private String driverMemory;

  // Refused.

  @Option(names = "--driver-java-options", paramLabel = "OPTIONS", hidden = true)
  private String driverJavaOptions;

  @Option(names = "--driver-class-path", paramLabel = "PATH", hidden = true)
  private String driverClassPath;

  @Option(names = "--driver-library-path", paramLabel = "PATH", hidden = true)
  private String driverLibraryPath;

  @Option(names = "--packages", paramLabel = "COORDINATES", hidden = true)
  private String packages;

  @Option(names = "--exclude-packages", paramLabel = "COORDINATES", hidden = true)
  private String excludePackages;

  @Option(names = "--repositories", paramLabel = "URLS", hidden = true)
  private String repositories;

  @Option(names = "--py-files", paramLabel = "FILES", hidden = true)
  private String pyFiles;

  @Option(names = "--archives", paramLabel = "FILES", hidden = true)
  private String archives;

  @Option(names = "--proxy-user", paramLabel = "NAME", hidden = true)
  private String proxyUser;

  @Option(names = "--kill", paramLabel = "ID", hidden = true)
  private String kill;

  @Option(names = "--status", paramLabel = "ID", hidden = true)
  private String status;

  @Option(names = "--supervise", hidden = true)
  private boolean supervise;

  /**
   * Adds what has an effect to the settings.
   *
   * @return a line about those that have none, if there are any
   * @throws UsageException for one that is refused: what to do instead
   */
  List<String> apply(ProgramSettings settings) {
    refuse();
    if (principal != null) {
      settings.put("spark.kerberos.principal", principal);
    }
    if (keytab != null) {
      settings.put("spark.kerberos.keytab", keytab);
    }
    requireHeap(Runtime.getRuntime().maxMemory());
    return without();
  }

  boolean verbose() {
    return verbose;
  }

  private List<String> without() {
    List<String> flags = new ArrayList<>();
    addIfSaid(flags, "--executor-memory", executorMemory);
    addIfSaid(flags, "--executor-cores", executorCores);
    addIfSaid(flags, "--num-executors", numExecutors);
    addIfSaid(flags, "--total-executor-cores", totalExecutorCores);
    addIfSaid(flags, "--driver-cores", driverCores);
    addIfSaid(flags, "--queue", queue);
    return flags.isEmpty()
        ? List.of()
        : List.of(
            "Without effect, since all runs in one process: %s; --master local[n] says how many tasks run at once"
                .formatted(String.join(", ", flags)));
  }

  private static void addIfSaid(List<String> flags, String flag, String value) {
    if (value != null) {
      flags.add(flag + " " + value);
    }
  }

  private void refuse() {
    if (deployMode != null && !deployMode.equals("client")) {
      throw new UsageException(
          "--deploy-mode: '%s' needs a cluster; leave it out, and let a supervisor such as systemd keep the process (docs/operations.md)"
              .formatted(deployMode));
    }
    refuse("--driver-java-options", driverJavaOptions, "set TIDEMILL_JAVA_OPTIONS instead");
    refuse("--driver-class-path", driverClassPath, "give the jars by --jars instead");
    refuse(
        "--driver-library-path",
        driverLibraryPath,
        "set TIDEMILL_JAVA_OPTIONS=-Djava.library.path=... instead");
    String fetch = "nothing is downloaded; build a jar with all that it needs, or give --jars";
    refuse("--packages", packages, fetch);
    refuse("--exclude-packages", excludePackages, fetch);
    refuse("--repositories", repositories, fetch);
    refuse("--py-files", pyFiles, "programs are in Java");
    refuse("--archives", archives, "unpack them first, and give their files by --files");
    refuse("--proxy-user", proxyUser, "start the process as that user, or with its --keytab");
    String supervised = "the process is all there is: see it by tidemill health, end it by kill";
    refuse("--kill", kill, supervised);
    refuse("--status", status, supervised);
    if (supervise) {
      throw new UsageException(
          "--supervise: nobody would start the process again; let a supervisor do it (docs/operations.md)");
    }
  }

  private static void refuse(String flag, String value, String remedy) {
    if (value != null) {
      throw new UsageException(flag + ": '" + value + "' cannot be had here; " + remedy);
    }
  }

  /** The heap is there before any flag is read, so what is asked for can only be compared. */
  private void requireHeap(long heap) {
    if (driverMemory == null) {
      return;
    }
    long wanted;
    try {
      wanted = Units.bytes("--driver-memory", driverMemory, "m");
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(wrong.getMessage(), wrong);
    }
    // A collector keeps a part of -Xmx to itself.
    if (wanted > heap + heap / 8) {
      throw new UsageException(
          "--driver-memory: '%s' is more than the heap of this process, %d MiB; leave it out and set TIDEMILL_JAVA_OPTIONS=-Xmx%s"
              .formatted(driverMemory, heap / MEBIBYTE, driverMemory));
    }
  }
}
