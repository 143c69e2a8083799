package dev.tidemill.runtime.journal;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of the journal, known by its name: {@code segment-<epoch>-<number>.log} holds entries,
 * {@code .base} what stands for all entries before. Numbers rise over all epochs; the order of
 * files is that of their epochs, then of their numbers.
 */
record JournalFile(Kind kind, long epoch, long number) {

  enum Kind {
    BASE("base"),
    LOG("log");

    final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }
  }

  private static final Pattern NAME =
      Pattern.compile("segment-([0-9]{10})-([0-9]{10})\\.(base|log)");

  static final Comparator<JournalFile> ORDER =
      Comparator.comparingLong(JournalFile::epoch).thenComparingLong(JournalFile::number);

  /** Relative to the root of the store. */
  String name() {
    return JournalDirectory.NAME
        + "/segment-"
        + tenDigits(epoch)
        + "-"
        + tenDigits(number)
        + "."
        + kind.suffix;
  }

  /** Without a formatter, whose classes a start would wait for. */
  static String tenDigits(long number) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, 10 - digits.length())) + digits;
  }

  boolean isBefore(JournalFile other) {
    return ORDER.compare(this, other) < 0;
  }

  /** Empty for a foreign file. */
  static Optional<JournalFile> parse(String lastSegment) {
    Matcher matcher = NAME.matcher(lastSegment);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Kind kind = matcher.group(3).equals(Kind.BASE.suffix) ? Kind.BASE : Kind.LOG;
    return Optional.of(
        new JournalFile(kind, Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))));
  }
}
