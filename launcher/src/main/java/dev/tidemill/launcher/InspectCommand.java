package dev.tidemill.launcher;

import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.launcher.checkpoint.Overview;
import dev.tidemill.launcher.program.ExitCodes;
import dev.tidemill.runtime.journal.JournalInventory;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a checkpoint directory holds. */
@Command(
    name = "inspect",
    description = "Shows batches, sources, states and their numbers of keys, sizes.",
    footer = {
      "",
      "To count keys they are read; those of the program's own classes need --jars.",
      "",
      "Examples:",
      "  tidemill checkpoint inspect /jobs/counts",
      "  tidemill checkpoint inspect --jars counts.jar hdfs://name/jobs/counts",
      ""
    })
final class InspectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private StoreOptions stores;
  @Mixin private ClassOptions classes;

  @Parameters(index = "0", paramLabel = "DIRECTORY", description = "The checkpoint directory.")
  private String directory;

  @Override
  public Integer call() throws Exception {
    FileStore store = stores.open(directory);
    Codec codec = classes.codec(stores.conf());
    List<String> lines =
        stores.read(
            store, stored -> new Overview(stored, JournalInventory.of(store), codec).lines());
    var out = spec.commandLine().getOut();
    out.println(store.root());
    lines.forEach(out::println);
    out.flush();
    return ExitCodes.ENDED;
  }
}
