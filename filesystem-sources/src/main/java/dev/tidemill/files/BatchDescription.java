package dev.tidemill.files;

import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.text.Printable;
import dev.tidemill.files.select.Selection;
import java.util.List;

/** The line that says what a batch was given: {@code 3 files: a.txt, b.txt, ...}. */
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
    if (!selection.changes().isEmpty()) {
      text.append("; ").append(selection.changes().size()).append(" changed after being taken");
    }
    return text.toString();
  }
}
