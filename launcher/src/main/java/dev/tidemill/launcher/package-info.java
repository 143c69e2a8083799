/**
 * The command line. Start reading at {@link dev.tidemill.launcher.Tidemill}; each command is a
 * class that checks its arguments and hands over to one of the packages below: {@code program} runs
 * programs, {@code checkpoint} shows what a directory holds, {@code send} feeds sockets.
 *
 * <p>Invariants: a command's failure is an exit code of {@link
 * dev.tidemill.launcher.program.ExitCodes} and a message; only {@link
 * dev.tidemill.launcher.Tidemill#main} ends the process.
 */
package dev.tidemill.launcher;
