package dev.tidemill.launcher;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.launcher.checkpoint.Health;
import dev.tidemill.launcher.program.ExitCodes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether a program finishes its batches. */
@Command(
    name = "health",
    description =
        "Fails (exit code 1) when no batch was finished for three intervals, going by the"
            + " checkpoint directory.",
    footer = {
      "",
      "A program that catches up after a pause is behind, but well: a batch that is finished",
      "while this looks on shows it.",
      "",
      "Example:",
      "  tidemill health /jobs/counts || systemctl restart counts",
      ""
    })
final class HealthCommand implements Callable<Integer> {
  private static final long LOOK_AGAIN_MS = 200;

  @Spec private CommandSpec spec;
  @Mixin private StoreOptions stores;

  @Option(
      names = "--patience",
      paramLabel = "MS",
      defaultValue = "3000",
      description =
          "How long to look on, in milliseconds, before a program that is behind counts as not"
              + " well; ${DEFAULT-VALUE} if nothing is said.")
  private long patience;

  @Parameters(index = "0", paramLabel = "DIRECTORY", description = "The checkpoint directory.")
  private String directory;

  @Override
  public Integer call() throws Exception {
    FileStore store = stores.open(directory);
    Health first = look(store);
    Health latest = first;
    long end = System.nanoTime() + patience * 1_000_000;
    while (!latest.isWell() && !latest.isBeyond(first) && System.nanoTime() < end) {
      Thread.sleep(LOOK_AGAIN_MS);
      latest = look(store);
    }
    boolean catchesUp = !latest.isWell() && latest.isBeyond(first);
    var out = spec.commandLine().getOut();
    out.println(
        catchesUp ? latest.message().replaceFirst("^not well", "catches up") : latest.message());
    out.flush();
    return latest.isWell() || catchesUp ? ExitCodes.ENDED : ExitCodes.FAILED;
  }

  private Health look(FileStore store) throws Exception {
    return Health.of(stores.checkpoint(store), System.currentTimeMillis());
  }
}
