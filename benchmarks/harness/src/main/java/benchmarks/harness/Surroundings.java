package benchmarks.harness;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * On what a run ran: everything that a reader needs to judge its figures.
 *
 * @param facts by name, to be printed as they are
 * @param settings the files of JVM arguments by path, whole
 */
record Surroundings(Map<String, String> facts, Map<String, String> settings) {
  private static final Pattern LEGACY_JAR =
      Pattern.compile("spark-streaming_[^/]*?-([^-/]+)\\.jar$");

  static Surroundings now(Instant begin, List<Engine> engines, double loadBefore, double loadAfter)
      throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("date", begin.toString());
    facts.put("processor", processor());
    facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
    facts.put("memory", (system().getTotalMemorySize() >> 30) + " GiB");
    facts.put("load average before and after", loadBefore + ", " + loadAfter);
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put(
        "JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    facts.put("Tidemill", "commit " + System.getProperty("benchmarks.commit", "unknown"));
    Map<String, String> settings = new LinkedHashMap<>();
    for (Engine engine : engines) {
      for (Path file : engine.settings()) {
        settings.put(file.toString(), Files.readString(file));
      }
      for (String part : engine.classPath()) {
        Matcher jar = LEGACY_JAR.matcher(part);
        if (jar.find()) {
          facts.put("legacy engine", jar.group(1));
        }
      }
    }
    return new Surroundings(facts, settings);
  }

  static double load() {
    return system().getSystemLoadAverage();
  }

  private static OperatingSystemMXBean system() {
    return (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  }

  private static String processor() throws IOException {
    Path description = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(description)) {
      return "unknown";
    }
    try (Stream<String> lines = Files.lines(description)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    }
  }
}
