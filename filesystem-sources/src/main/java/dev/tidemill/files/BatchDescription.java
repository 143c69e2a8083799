package dev.tidemill.files;

import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.text.Printable;
import dev.tidemill.files.select.Reason;
import dev.tidemill.files.select.Selection;
import java.util.List;

/**
 * The line that says what a batch was given, and what it was not though it is there: {@code 3
 * files: a.txt, b.txt, c.txt; 1 not finished by name}.
 */
final class BatchDescription {
  private static final int LONGEST_LIST = 200;

  private BatchDescription() {}

  static String of(Selection selection) {
    List<FileEntry> files = selection.taken();
    StringBuilder text = new StringBuilder();
    text.append(files.size()).append(files.size() == 1 ? " file" : " files");
    int end = text.length() + LONGEST_LIST;
    String separator = ": ";
    for (FileEntry file : files) {
      if (text.length() >= end) {
        text.append(", ...");
        break;
      }
      text.append(separator).append(Printable.text(file.name()));
      separator = ", ";
    }
    addCount(text, selection.changes().size(), "changed after being taken");
    addCount(text, selection.count(Reason.IN_THE_MAKING), "not finished by name");
    addCount(text, selection.count(Reason.NAME_NOT_TEXT), "with a name that cannot be decoded");
    return text.toString();
  }

  private static void addCount(StringBuilder text, int count, String what) {
    if (count > 0) {
      text.append("; ").append(count).append(' ').append(what);
    }
  }
}
