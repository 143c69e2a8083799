package dev.tidemill.runtime.journal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of the journal, known by its name: {@code segment-<epoch>-<number>.log} holds entries,
 * {@code .group} those of one group, {@code .base} what stands for all entries before. Numbers rise
 * over all epochs; the order of files is that of their epochs, then of their numbers.
 */
record JournalFile(Kind kind, long epoch, long number) {

  enum Kind {
    BASE("base"),
    LOG("log"),
    /** A log of one group, where files are written whole. */
    GROUP("group");

    final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }
  }

  private static final Pattern NAME =
      Pattern.compile("segment-([0-9]{10})-([0-9]{10})\\.(base|log|group)");

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
    long epoch = Long.parseLong(matcher.group(1));
    long number = Long.parseLong(matcher.group(2));
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.suffix.equals(matcher.group(3)))
        .map(kind -> new JournalFile(kind, epoch, number))
        .findFirst();
  }
}
