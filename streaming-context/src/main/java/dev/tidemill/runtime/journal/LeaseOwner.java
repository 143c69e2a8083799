package dev.tidemill.runtime.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who claimed an epoch, as lines of {@code key=value} for people to read.
 *
 * @param machine tells apart what may have the same host name: machines, their starts, containers
 * @param startedTicks when the process started, since the machine did; 0 when it is not known
 * @param since when it claimed, by its own clock
 */
record LeaseOwner(String host, String machine, long processId, long startedTicks, String since) {

  private static final Path HOST = Path.of("/proc/sys/kernel/hostname");
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path PROCESS_IDS = Path.of("/proc/self/ns/pid");

  /** This process. */
  static LeaseOwner current() {
    ProcessHandle self = ProcessHandle.current();
    return new LeaseOwner(
        hostOfThis(),
        machineOfThis(),
        self.pid(),
        startedTicks(self.pid()),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** Without a formatter, whose classes a start would wait for. */
  byte[] encode() {
    String lines =
        String.join(
            "\n",
            "format=1",
            "host=" + host,
            "machine=" + machine,
            "process=" + processId,
            "started=" + startedTicks,
            "since=" + since,
            "");
    return lines.getBytes(UTF_8);
  }

  /** Empty when the bytes are not those of an owner. */
  static Optional<LeaseOwner> decode(byte[] bytes) {
    Map<String, String> values = new HashMap<>();
    for (String line : new String(bytes, UTF_8).split("\n")) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    try {
      return Optional.of(
          new LeaseOwner(
              values.getOrDefault("host", "unknown"),
              values.getOrDefault("machine", ""),
              Long.parseLong(values.getOrDefault("process", "")),
              Long.parseLong(values.getOrDefault("started", "")),
              values.getOrDefault("since", "unknown")));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether it was a process of this very machine, which does not run any more. */
  boolean isGone() {
    if (machine.isEmpty() || !machine.equals(machineOfThis()) || !host.equals(hostOfThis())) {
      return false;
    }
    return ProcessHandle.of(processId).isEmpty() || startedTicks(processId) != startedTicks;
  }

  @Override
  public String toString() {
    return "process %d on host '%s', since %s".formatted(processId, host, since);
  }

  /**
   * When a process started, counted from the start of the machine. Not by ProcessHandle.Info: that
   * is reckoned from the clock on the wall, and another process reckons otherwise when it was set.
   */
  private static long startedTicks(long processId) {
    try {
      String status = Files.readString(Path.of("/proc/" + processId + "/stat"));
      // The second field, a name in parentheses, may hold blanks; the start is the 22nd.
      String[] fields = status.substring(status.lastIndexOf(')') + 2).split(" ");
      return Long.parseLong(fields[22 - 3]);
    } catch (IOException goneOrNotLinux) {
      return 0;
    }
  }

  private static String hostOfThis() {
    try {
      return Files.readString(HOST).strip();
    } catch (IOException notLinux) {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "unknown";
      }
    }
  }

  /** Empty where it cannot be told: then nobody is taken for gone. */
  private static String machineOfThis() {
    try {
      return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(PROCESS_IDS);
    } catch (IOException | UnsupportedOperationException notLinux) {
      return "";
    }
  }
}
