package dev.tidemill.core.pipe;

import dev.tidemill.core.plan.Narrow;
import dev.tidemill.core.plan.Narrow.Input;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.TaskScope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The lines that a program prints when it is given the records of a partition as lines. */
public final class PipePlans {
  private PipePlans() {}

  /** Runs the command once for each partition. */
  public static Plan<String> piped(Plan<?> parent, PipeCommand command) {
    return new Narrow<>(
        "pipe",
        List.of(parent),
        parent::partitionCount,
        partition -> List.of(new Input(0, partition)),
        Optional.of((partition, inputs, scope) -> piped(command, partition, inputs.get(0), scope)),
        Optional.empty());
  }

  private static Iterator<String> piped(
      PipeCommand command, int partition, Iterator<?> records, TaskScope scope) throws IOException {
    Optional<Path> directory = Optional.empty();
    if (command.separateWorkingDirectory()) {
      TaskDirectory own = TaskDirectory.create();
      scope.onCompletion(own);
      own.linkWorkingDirectory();
      directory = Optional.of(own.path());
    }
    PipedProcess process = PipedProcess.start(command, partition, directory);
    scope.onCompletion(process);
    process.startThreads();
    return new PipedLines(new FedOutput(process.traffic(), command, records), process);
  }
}
