package dev.tidemill.launcher;

import dev.tidemill.launcher.Started.ProgramFailure;
import dev.tidemill.launcher.program.ExitCodes;
import dev.tidemill.launcher.program.FailureText;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** What {@code bin/tidemill} calls. */
@Command(
    name = "tidemill",
    description = "Runs programs of the Tidemill micro-batch engine and looks after them.",
    versionProvider = Tidemill.Version.class,
    footer = {
      "",
      "Exit codes: 0 ended, 1 a batch failed or the program threw, 2 asked for wrongly,",
      "3 another process has the checkpoint directory, 75 a file system cannot be reached.",
      "",
      "Examples:",
      "  tidemill run WordCount.java",
      "  tidemill send --port 9999 --rate 100 lines.txt",
      "  tidemill submit --class com.example.Counts --name counts app.jar",
      "  tidemill port --out ported old-project",
      "  tidemill checkpoint inspect hdfs://name/jobs/counts",
      "",
      "tidemill COMMAND --help says more.",
      ""
    })
public final class Tidemill implements Runnable {
  private static final int WIDTH = 92;

  // In the order in which help shows them.
  private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("run", RunCommand::new);
    COMMANDS.put("submit", SubmitCommand::new);
    COMMANDS.put("port", PortCommand::new);
    COMMANDS.put("checkpoint", CheckpointCommand::new);
    COMMANDS.put("health", HealthCommand::new);
    COMMANDS.put("send", SendCommand::new);
  }

  /** Those of which what follows the program is the program's own, whatever it looks like. */
  private static final Set<String> PROGRAMS = Set.of("run", "submit");

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Prints this and ends.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Prints the version and ends.")
  private boolean version;

  private Tidemill() {}

  public static void main(String[] arguments) {
    int code = commandLine(arguments).execute(arguments);
    // A program whose main method has returned may go on in threads that it has left.
    if (code != ExitCodes.ENDED) {
      System.exit(code);
    }
  }

  /**
   * The commands, for a process or a test; if the first argument names one, that one only, since
   * taking apart what the others accept takes longer than all the rest of a start.
   */
  static CommandLine commandLine(String... arguments) {
    CommandLine commands = new CommandLine(new Tidemill());
    boolean isNamed = arguments.length > 0 && COMMANDS.containsKey(arguments[0]);
    for (Map.Entry<String, Supplier<Object>> command : COMMANDS.entrySet()) {
      String name = command.getKey();
      if (!isNamed || name.equals(arguments[0])) {
        CommandLine made = new CommandLine(command.getValue().get());
        commands.addSubcommand(name, made.setStopAtPositional(PROGRAMS.contains(name)));
      }
    }
    return commands
        .setUsageHelpWidth(WIDTH)
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((wrong, given) -> explain(wrong))
        .setExecutionExceptionHandler((failed, line, parsed) -> explain(failed, line.getErr()));
  }

  /** Of no command at all. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "No command is given");
  }

  private static int explain(ParameterException wrong) {
    CommandLine line = wrong.getCommandLine();
    PrintWriter err = line.getErr();
    String unknown = unknownCommand(wrong);
    err.println("tidemill: " + (unknown.isEmpty() ? wrong.getMessage() : unknown));
    UnmatchedArgumentException.printSuggestions(wrong, err);
    err.println("See " + line.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCodes.USAGE;
  }

  /** Empty if something else is wrong. */
  private static String unknownCommand(ParameterException wrong) {
    CommandLine line = wrong.getCommandLine();
    if (line.getSubcommands().isEmpty()
        || !(wrong instanceof UnmatchedArgumentException unmatched)
        || unmatched.isUnknownOption()) {
      return "";
    }
    return "There is no command '%s'; there are %s"
        .formatted(
            unmatched.getUnmatched().get(0), String.join(", ", line.getSubcommands().keySet()));
  }

  private static int explain(Exception failed, PrintWriter err) {
    Throwable what = failed instanceof ProgramFailure ? failed.getCause() : failed;
    if (failed instanceof IOException) {
      err.println("tidemill: " + failed.getMessage()); // of a command: the place in it helps nobody
    } else {
      FailureText.print(what, err);
    }
    err.flush();
    return ExitCodes.of(what);
  }

  /** The release that the jar says. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String release = Tidemill.class.getPackage().getImplementationVersion();
      return new String[] {
        "tidemill "
            + (release == null ? "development" : release)
            + " on Java "
            + System.getProperty("java.version")
      };
    }
  }
}
