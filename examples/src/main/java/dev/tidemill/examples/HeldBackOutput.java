package dev.tidemill.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Keeps what is printed until something else has been said first. */
final class HeldBackOutput {
  private final PrintStream console;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();

  private HeldBackOutput(PrintStream console) {
    this.console = console;
  }

  /** Holds back standard output from now on. */
  static HeldBackOutput begin() {
    HeldBackOutput output = new HeldBackOutput(System.out);
    System.setOut(new PrintStream(output.held, true, StandardCharsets.UTF_8));
    return output;
  }

  /** Prints the line, then what was held back, then everything as it comes. */
  void release(String firstLine) {
    System.setOut(console);
    console.println(firstLine);
    console.print(held.toString(StandardCharsets.UTF_8));
    console.flush();
  }
}
