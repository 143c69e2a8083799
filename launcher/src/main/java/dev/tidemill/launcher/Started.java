package dev.tidemill.launcher;

import dev.tidemill.launcher.program.ExitCodes;
import dev.tidemill.launcher.program.Program;
import java.util.List;

/** Runs a program for a command. */
final class Started {
  private Started() {}

  /**
   * Runs it to the end of its main method.
   *
   * @return {@link ExitCodes#ENDED}: threads that the program has left go on, as under {@code java}
   * @throws ProgramFailure with what its main method has thrown
   */
  static int run(Program program, List<String> arguments) throws ProgramFailure {
    try {
      program.run(arguments.toArray(String[]::new));
      return ExitCodes.ENDED;
    } catch (Throwable failed) {
      throw new ProgramFailure(failed);
    }
  }

  /** Carries what a program has thrown past picocli, which knows exceptions only. */
  static final class ProgramFailure extends Exception {
    ProgramFailure(Throwable thrown) {
      super(null, thrown, false, false);
    }
  }
}
