package dev.tidemill.launcher;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.launcher.program.ExitCodes;
import dev.tidemill.runtime.journal.JournalException;
import dev.tidemill.runtime.journal.JournalInventory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether a checkpoint directory is whole. */
@Command(
    name = "verify",
    description =
        "Reads all that a restart would read, checksums and numbers included. Exit code 1 if it is"
            + " damaged.",
    footer = {"", "Example:", "  tidemill checkpoint verify /jobs/counts", ""})
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private StoreOptions stores;

  @Parameters(index = "0", paramLabel = "DIRECTORY", description = "The checkpoint directory.")
  private String directory;

  private record Whole(long entries, String cut) {}

  @Override
  public Integer call() throws Exception {
    FileStore store = stores.open(directory);
    try {
      Whole whole = stores.read(store, stored -> new Whole(stored.readAll(), stored.cut()));
      JournalInventory inventory = JournalInventory.of(store);
      var out = spec.commandLine().getOut();
      out.printf(
          "%s is whole: %d files, %d bytes, %d entries behind the base or kept for states%n",
          store.root(), inventory.files(), inventory.bytes(), whole.entries());
      if (!whole.cut().isEmpty()) {
        out.println("  cut at the end, as a crash leaves it: " + whole.cut());
      }
      out.flush();
      return ExitCodes.ENDED;
    } catch (JournalException damaged) {
      var err = spec.commandLine().getErr();
      err.println("tidemill: " + damaged.getMessage());
      err.flush();
      return ExitCodes.FAILED;
    }
  }
}
