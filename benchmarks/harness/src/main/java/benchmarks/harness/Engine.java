package benchmarks.harness;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Who carries out a workload, each in processes of its own with nothing of the others in them. */
enum Engine {
  TIDEMILL("tidemill", "workloads", "benchmarks.engine.EngineWorkloads"),
  LEGACY("legacy", "legacy", "benchmarks.engine.EngineWorkloads"),
  HAND_WRITTEN("hand-written", null, "benchmarks.handwritten.HandWrittenWorkloads");

  private static final String HARNESS = "harness/target/classes";

  private final String title;
  private final String module;
  private final String workloads;

  /**
   * @param module whose classes and dependencies it needs, beside the harness
   */
  Engine(String title, String module, String workloads) {
    this.title = title;
    this.module = module;
    this.workloads = workloads;
  }

  static Engine named(String title) {
    return Arrays.stream(values())
        .filter(engine -> engine.title.equals(title))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No engine is named "
                        + title
                        + "; there are "
                        + Arrays.stream(values())
                            .map(Engine::title)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  String title() {
    return title;
  }

  String workloads() {
    return workloads;
  }

  /** Files of JVM arguments, common ones first. */
  List<Path> settings() {
    return List.of(Path.of("settings/all.txt"), Path.of("settings", title + ".txt"));
  }

  List<String> classPath() throws IOException {
    List<String> parts = new ArrayList<>();
    parts.add(HARNESS);
    if (module != null) {
      parts.add(module + "/target/classes");
      String dependencies = Files.readString(Path.of(module, "target/classpath"));
      parts.addAll(List.of(dependencies.strip().split(File.pathSeparator)));
    }
    return parts;
  }
}
