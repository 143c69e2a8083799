package dev.tidemill.launcher;

import dev.tidemill.launcher.program.ExitCodes;
import dev.tidemill.porter.PortReport;
import dev.tidemill.porter.ProjectPorter;
import dev.tidemill.porter.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ports sources and build files of the legacy engine. */
@Command(
    name = "port",
    description =
        "Ports sources and build files of the legacy engine, and says what is left to do.",
    footer = {
      "",
      "Java sources, pom.xml, Gradle and sbt files are ported; lines keep their numbers, and what",
      "needs no change stays as it is. A file that cannot be parsed is not written; then the exit",
      "code is 1.",
      "",
      "Examples:",
      "  tidemill port --out ported old-project",
      "  tidemill port --in-place src/main/java/Counts.java"
    })
final class PortCommand implements Callable<Integer> {
  /** Where to; one has to be said. */
  private static final class Place {
    @Option(names = "--in-place", required = true, description = "Changes the files themselves.")
    private boolean inPlace;

    @Option(
        names = "--out",
        required = true,
        paramLabel = "DIRECTORY",
        description = "Writes all of it, ported, to a directory that is new or empty.")
    private Path out;
  }

  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Place place;

  @Parameters(paramLabel = "PATH", description = "A file, or a directory with all that is in it.")
  private Path from;

  @Override
  public Integer call() throws IOException {
    PortReport report;
    try {
      report =
          new ProjectPorter()
              .port(from, place.inPlace ? Target.inPlace() : Target.directory(place.out));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
    spec.commandLine().getOut().print(report);
    spec.commandLine().getOut().flush();
    return report.failures().isEmpty() ? ExitCodes.ENDED : ExitCodes.FAILED;
  }
}
