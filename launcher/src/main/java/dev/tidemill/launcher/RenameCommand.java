package dev.tidemill.launcher;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.launcher.program.ExitCodes;
import dev.tidemill.launcher.program.UsageException;
import dev.tidemill.runtime.recovery.StoredNames;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives a stored operator another name. */
@Command(
    name = "rename",
    description =
        "Gives a stored source, state or window a name, so that a changed program finds it by"
            + " .name(\"...\").",
    footer = {
      "",
      "Refused while a program uses the directory (exit code 3). One file is replaced,",
      "in one step.",
      "",
      "Example:",
      "  tidemill checkpoint rename /jobs/counts mapWithState words",
      ""
    })
final class RenameCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private StoreOptions stores;

  @Parameters(index = "0", paramLabel = "DIRECTORY", description = "The checkpoint directory.")
  private String directory;

  @Parameters(
      index = "1",
      paramLabel = "OLD",
      description = "Its name, or what inspect shows in its place.")
  private String from;

  @Parameters(index = "2", paramLabel = "NEW", description = "The name that it gets.")
  private String to;

  @Override
  public Integer call() throws Exception {
    if (to.isBlank()) {
      throw new UsageException("The new name is empty; give the one that the program uses");
    }
    FileStore store = stores.open(directory);
    stores.checkpoint(store); // or nothing is touched, not even the driver's claim
    try {
      List<String> renamed = StoredNames.rename(store, from, to);
      var out = spec.commandLine().getOut();
      renamed.forEach(part -> out.println("now " + part));
      out.flush();
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(wrong.getMessage(), wrong);
    }
    return ExitCodes.ENDED;
  }
}
