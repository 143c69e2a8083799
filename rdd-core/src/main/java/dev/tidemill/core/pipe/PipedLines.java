package dev.tidemill.core.pipe;

import dev.tidemill.core.error.Sneaky;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The lines that a process prints; at their end, whether it has done its work. */
final class PipedLines implements Iterator<String> {
  private final FedOutput output;
  private final BufferedReader reader;
  private final PipedProcess process;
  private String next;
  private boolean ended;

  PipedLines(FedOutput output, PipedProcess process) {
    this.output = output;
    this.process = process;
    this.reader = new BufferedReader(new InputStreamReader(output, process.command().charset()));
  }

  /**
   * @throws IllegalStateException at the end, if the process says that it has failed
   */
  @Override
  public boolean hasNext() {
    if (next == null && !ended) {
      try {
        advance();
      } catch (IOException failed) {
        throw Sneaky.thrown(failed);
      }
    }
    return next != null;
  }

  private void advance() throws IOException {
    output.lineBegins();
    next = reader.readLine();
    if (next == null) {
      ended = true;
      process.requireSuccess();
    }
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    String line = next;
    next = null;
    return line;
  }
}
