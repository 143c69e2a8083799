package dev.tidemill.core.error;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A failure as text, for events that outlive it. */
public final class StackText {
  private StackText() {}

  /** Class, message and stack; only the class if the failure cannot print itself. */
  public static String of(Throwable failure) {
    StringWriter text = new StringWriter();
    try {
      failure.printStackTrace(new PrintWriter(text, true));
    } catch (RuntimeException | StackOverflowError ownFault) {
      // The program's exception cannot print itself; its class is all there is to tell.
      return failure.getClass().getName();
    }
    return text.toString();
  }
}
