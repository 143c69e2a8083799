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

/** Runs a source file. */
@Command(
    name = "run",
    description = "Compiles a source file in memory and runs it.",
    footer = {
      "",
      "What follows the file is given to the program. Nothing is written beside it.",
      "",
      "Examples:",
      "  tidemill run WordCount.java",
      "  tidemill run --conf tidemill.stop.after=90s WordCount.java localhost 9999",
      "  tidemill run --port OldProgram.java",
      "  tidemill run --jars lib/parser.jar --class Main Programs.java",
      ""
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ProgramOptions options;

  @Option(
      names = "--port",
      description = "The file is written for the legacy engine; it is ported in memory.")
  private boolean port;

  @Parameters(index = "0", paramLabel = "MyProgram.java", description = "The source file.")
  private Path file;

  @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "For the program.")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    ProgramSettings settings = options.settings();
    PrintWriter err = spec.commandLine().getErr();
    settings.notes().forEach(note -> err.println("tidemill: " + note));
    Program program =
        port
            ? Program.ofLegacySource(
                file,
                options.mainClass(),
                options.jars(),
                remark -> err.println("tidemill: " + remark))
            : Program.ofSource(file, options.mainClass(), options.jars());
    settings.apply();
    ProgramLogging.install();
    return Started.run(program, arguments);
  }
}
