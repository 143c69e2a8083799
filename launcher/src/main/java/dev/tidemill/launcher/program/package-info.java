/**
 * Programs as files: compiling one, finding its main class, setting what the command line says,
 * running it, and what its failure means for the exit code.
 */
package dev.tidemill.launcher.program;
