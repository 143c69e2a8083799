package dev.tidemill.launcher;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with checkpoint directories. */
@Command(
    name = "checkpoint",
    description = "Looks into checkpoint directories and looks after them.",
    subcommands = {
      InspectCommand.class,
      VerifyCommand.class,
      ExportCommand.class,
      RenameCommand.class,
      CopyCommand.class
    },
    footer = {
      "",
      "Only rename changes a directory, and only while no program uses it. The others may be",
      "used while one runs. A directory is on the local disk or any file system of Hadoop.",
      "",
      "Examples:",
      "  tidemill checkpoint inspect /jobs/counts",
      "  tidemill checkpoint verify hdfs://name/jobs/counts && echo whole",
      "  tidemill checkpoint export --state words --format json /jobs/counts > words.json",
      "  tidemill checkpoint rename /jobs/counts mapWithState words",
      "  tidemill checkpoint copy hdfs://name/jobs/counts /backup/counts",
      ""
    })
final class CheckpointCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Of no command below it. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "checkpoint: give one of inspect, verify, export, rename, copy");
  }
}
