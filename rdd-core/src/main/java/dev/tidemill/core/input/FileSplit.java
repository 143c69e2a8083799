package dev.tidemill.core.input;

import dev.tidemill.core.text.Printable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a file that one task reads.
 *
 * @param file bytes that came after it was chosen are not read
 * @param from first byte
 * @param to byte behind the last one
 */
record FileSplit(InputFile file, long from, long to) implements Serializable {
  static FileSplit whole(InputFile file) {
    return new FileSplit(file, 0, file.length());
  }

  /**
   * Cuts a file into parts of about this many bytes; an empty file has none.
   *
   * @param unit that no part ends inside of, in bytes
   */
  static List<FileSplit> cut(InputFile file, long size, int unit) {
    long step = Math.max(1, size / unit) * unit;
    List<FileSplit> splits = new ArrayList<>();
    long from = 0;
    // A last part of up to a tenth more than the size is not worth a task of its own.
    while (file.length() - from > step + step / 10) {
      splits.add(new FileSplit(file, from, from + step));
      from += step;
    }
    if (from < file.length()) {
      splits.add(new FileSplit(file, from, file.length()));
    }
    return splits;
  }

  boolean isWhole() {
    return from == 0 && to == file.length();
  }

  @Override
  public String toString() {
    return Printable.text(file.store().root() + "/" + file.name()) + " bytes " + from + " to " + to;
  }
}
