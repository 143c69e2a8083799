package dev.tidemill.launcher;

import dev.tidemill.core.codec.Codec;
import dev.tidemill.launcher.checkpoint.StateExport;
import dev.tidemill.launcher.program.ExitCodes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a state. */
@Command(
    name = "export",
    description = "Writes the keys and values of a state to standard output, a line each.",
    footer = {
      "",
      "text: key, tab, value. json: {\"key\":...,\"value\":...} on each line.",
      "",
      "Examples:",
      "  tidemill checkpoint export /jobs/counts",
      "  tidemill checkpoint export --state words --format json --jars counts.jar /jobs/counts",
      ""
    })
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private StoreOptions stores;
  @Mixin private ClassOptions classes;

  @Option(
      names = "--state",
      paramLabel = "NAME",
      description = "Which one, as inspect calls it, if there are several.")
  private String state;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json; ${DEFAULT-VALUE} if nothing is said.")
  private StateExport.Format format;

  @Parameters(index = "0", paramLabel = "DIRECTORY", description = "The checkpoint directory.")
  private String directory;

  @Override
  public Integer call() throws Exception {
    Codec codec = classes.codec(stores.conf());
    List<String> lines =
        stores.read(
            stores.open(directory),
            stored -> new StateExport(stored, codec).lines(Optional.ofNullable(state), format));
    var out = spec.commandLine().getOut();
    lines.forEach(out::println);
    out.flush();
    return ExitCodes.ENDED;
  }
}
