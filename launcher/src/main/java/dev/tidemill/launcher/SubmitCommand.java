package dev.tidemill.launcher;

import dev.tidemill.launcher.program.Program;
import dev.tidemill.launcher.program.ProgramLogging;
import dev.tidemill.launcher.program.ProgramSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a jar, with the flags of the legacy submit command. */
@Command(
    name = "submit",
    description = "Runs a program's jar in this process.",
    footer = {
      "",
      "What follows the jar is given to the program. The jar needs the program's own classes",
      "and libraries, not Tidemill. Flags that size a cluster have no effect. A jar that was",
      "compiled against the legacy engine runs as it is.",
      "",
      "Examples:",
      "  tidemill submit --class com.example.Counts counts.jar hdfs://name/in",
      "  tidemill submit --properties-file counts.conf --jars driver.jar counts.jar",
      "  TIDEMILL_JAVA_OPTIONS=-Xmx4g tidemill submit counts.jar",
      ""
    })
final class SubmitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ProgramOptions options;
  @Mixin private LegacyFlags legacy;

  @Option(
      names = "--allow-missing",
      description =
          "Runs a jar of the legacy engine even if it uses classes or methods that are not here.")
  private boolean allowMissing;

  @Parameters(index = "0", paramLabel = "app.jar", description = "The program.")
  private Path jar;

  @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "For the program.")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    ProgramSettings settings = options.settings();
    PrintWriter err = spec.commandLine().getErr();
    legacy.apply(settings).forEach(line -> err.println("tidemill: " + line));
    settings.notes().forEach(note -> err.println("tidemill: " + note));
    Program program =
        Program.ofJar(
            jar,
            options.mainClass(),
            options.jars(),
            allowMissing,
            remark -> err.println("tidemill: " + remark));
    if (legacy.verbose()) {
      settings.values().forEach((key, value) -> err.println("tidemill: " + key + "=" + value));
    }
    settings.apply();
    ProgramLogging.install();
    return Started.run(program, arguments);
  }
}
