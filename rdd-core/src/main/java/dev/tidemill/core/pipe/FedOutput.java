package dev.tidemill.core.pipe;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Iterator;

/**
 * The output of a process, read on the thread of the task; whenever there is none yet, the task
 * feeds the process with further records. So the functions that make the records run where all user
 * code of a task runs, one after another, and what they throw is what the reader gets. Neither pipe
 * can block the task: threads beside it move the bytes ({@link ByteTraffic}).
 */
final class FedOutput extends InputStream {
  private final ByteTraffic traffic;
  private final PipeCommand command;
  private final Iterator<?> records;
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
  private final Writer lines;
  private int charactersGathered;
  private boolean fed;
  private byte[] output = new byte[0];
  private int given;
  private long lineBytes;

  FedOutput(ByteTraffic traffic, PipeCommand command, Iterator<?> records) {
    this.traffic = traffic;
    this.command = command;
    this.records = records;
    this.lines = new BufferedWriter(new OutputStreamWriter(gathered, command.charset()));
  }

  /** Tells that a line begins. */
  void lineBegins() {
    lineBytes = 0;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    // What was read ahead of the line is not counted, so the limit is not exact.
    if (lineBytes > command.maxLineBytes()) {
      throw new IOException(
          "A line that "
              + command
              + " printed is longer than about "
              + command.maxLineBytes()
              + " bytes; raise tidemill.line.maxBytes if such lines are meant.");
    }
    while (given == output.length) {
      switch (traffic.await(!fed)) {
        case OUTPUT -> {
          output = traffic.takeOutput();
          given = 0;
        }
        case WANTS_INPUT -> feed();
        case ENDED -> {
          return -1;
        }
      }
    }
    int count = Math.min(length, output.length - given);
    System.arraycopy(output, given, into, offset, count);
    given += count;
    lineBytes += count;
    return count;
  }

  /** Gathers records until they are worth writing, or the process has something to tell. */
  private void feed() throws IOException {
    while (charactersGathered < command.bufferSize() && !traffic.hasNews()) {
      if (!records.hasNext()) {
        lines.close();
        traffic.bringInput(gathered.toByteArray());
        traffic.endInput();
        fed = true;
        return;
      }
      String text = String.valueOf(records.next());
      lines.write(text);
      lines.write('\n');
      charactersGathered += text.length() + 1;
    }
    if (charactersGathered >= command.bufferSize()) {
      lines.flush();
      traffic.bringInput(gathered.toByteArray());
      gathered.reset();
      charactersGathered = 0;
    }
  }
}
