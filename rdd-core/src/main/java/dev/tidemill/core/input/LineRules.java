package dev.tidemill.core.input;

import java.io.IOException;
import java.io.Serializable;

/**
 * How lines are read.
 *
 * @param maxBytes the longest line that is taken; a longer one fails the task
 */
public record LineRules(int maxBytes, Compression compression) implements Serializable {
  boolean canBeCut(InputFile file) {
    return compression.canBeCut(file.name());
  }

  /** The first line of a file, without the mark that some editors write before it. */
  static String withoutMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  PartRecords.Part<String> open(FileSplit split) throws IOException {
    return compression.isCompressed(split.file().name())
        ? compression.lines(split, maxBytes)
        : PlainLines.open(split, maxBytes);
  }
}
