package dev.tidemill.launcher;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.launcher.program.ExitCodes;
import dev.tidemill.launcher.program.UsageException;
import dev.tidemill.runtime.journal.JournalCopy;
import java.nio.file.FileAlreadyExistsException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies a checkpoint directory. */
@Command(
    name = "copy",
    description =
        "Copies what a program would go on from, also while it runs, and reads the copy to its end.",
    footer = {
      "",
      "The copy is what a crash at that moment would have left. Do not start the program on",
      "both: each would do the same batches.",
      "",
      "Example:",
      "  tidemill checkpoint copy hdfs://name/jobs/counts /backup/counts",
      ""
    })
final class CopyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private StoreOptions stores;

  @Parameters(index = "0", paramLabel = "FROM", description = "The checkpoint directory.")
  private String from;

  @Parameters(index = "1", paramLabel = "TO", description = "A directory without a journal.")
  private String to;

  @Override
  public Integer call() throws Exception {
    FileStore source = stores.open(from);
    FileStore target = stores.open(to);
    int files;
    try {
      files = JournalCopy.copy(source, target);
    } catch (FileAlreadyExistsException taken) {
      throw new UsageException(taken.getMessage(), taken);
    }
    if (files == 0) {
      throw StoreOptions.nothing(source);
    }
    var out = spec.commandLine().getOut();
    out.printf("%d files copied from %s to %s, and read%n", files, source.root(), target.root());
    out.flush();
    return ExitCodes.ENDED;
  }
}
