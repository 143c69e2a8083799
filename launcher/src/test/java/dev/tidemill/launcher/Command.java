package dev.tidemill.launcher;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * A command that was called in this process: how it ended and what it wrote.
 *
 * @param out without the carriage returns of Windows
 */
record Command(int code, String out, String err) {
  static Command run(Object... arguments) {
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        Tidemill.commandLine(texts).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = line.execute(texts);
    return new Command(code, text(out), text(err));
  }

  private static String text(StringWriter written) {
    return written.toString().replace("\r", "");
  }
}
