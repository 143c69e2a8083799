package dev.tidemill.streaming.api.java;

import dev.tidemill.api.java.JavaRDDLike;
import dev.tidemill.streaming.Time;
import java.io.PrintStream;
import java.util.List;

/** The form in which {@code print()} shows a batch (semantics section 7). */
final class BatchPrinter {
  private static final String RULE = "-".repeat(43);

  private BatchPrinter() {}

  static void print(JavaRDDLike<?, ?> dataset, Time time, int num, PrintStream out) {
    // One more than is shown tells whether to say that there are more.
    List<?> records = dataset.take(num == Integer.MAX_VALUE ? num : num + 1);
    String newLine = System.lineSeparator();
    StringBuilder text = new StringBuilder();
    text.append(RULE).append(newLine);
    text.append("Time: ").append(time).append(newLine);
    text.append(RULE).append(newLine);
    for (Object record : records.subList(0, Math.min(num, records.size()))) {
      text.append(record).append(newLine);
    }
    if (records.size() > num) {
      text.append("...").append(newLine);
    }
    text.append(newLine);
    // At once, so that a program that prints too does not write into the middle of a batch.
    out.print(text);
    out.flush();
  }
}
