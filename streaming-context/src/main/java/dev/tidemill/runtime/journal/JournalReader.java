package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * What an earlier driver left. Reads only; changes nothing in the directory.
 *
 * <pre>
 *   segment 3     segment 4     segment 5     base 6            segment 6     segment 7
 *   .. 90         91 .. 120     121 .. 150    stands for ..150  151 .. 180    181 .. 185 (torn)
 *                 |                                            |
 *                 keepFrom: forEachKept begins here            forEachAfterBase begins here
 * </pre>
 *
 * The newest base counts, and every entry behind it. What follows the last valid group of the last
 * segment is cut, since nobody was told that it is durable; anything else that is broken or missing
 * is refused by {@link JournalException}. Not for use by several threads at once.
 */
public final class JournalReader {

  private final BaseFile base;
  private final LogChain logs;
  private final HeldEntries held; // those behind the base
  private final JournalEnd end;
  private final List<BrokenTail> tornTails;

  private JournalReader(
      BaseFile base, LogChain logs, HeldEntries held, JournalEnd end, List<BrokenTail> tornTails) {
    this.base = base;
    this.logs = logs;
    this.held = held;
    this.end = end;
    this.tornTails = tornTails;
  }

  /**
   * Opens the journal of a directory and checks all that {@link #base} and {@link
   * #forEachAfterBase} will give. A driver that is running may shorten the journal meanwhile; then
   * it is read again.
   *
   * @return empty when the directory has no journal: missing, empty, or with foreign files only
   * @throws JournalException when the journal is damaged, or of a newer format
   */
  public static Optional<JournalReader> open(FileStore store) throws IOException {
    List<JournalFile> files = JournalDirectory.files(store);
    while (!files.isEmpty()) {
      try {
        return Optional.of(open(store, files));
      } catch (IOException failed) {
        List<JournalFile> now = JournalDirectory.files(store);
        if (now.equals(files)) {
          throw failed;
        }
        files = now;
      }
    }
    return Optional.empty();
  }

  private static JournalReader open(FileStore store, List<JournalFile> files) throws IOException {
    JournalFile newestBase =
        files.stream()
            .filter(file -> file.kind() == JournalFile.Kind.BASE)
            .reduce((older, newer) -> newer)
            .orElseThrow(
                () -> JournalException.incomplete("it has segments, but no file '*.base'"));
    BaseFile base = BaseFile.read(store, newestBase);
    List<JournalFile> logFiles =
        files.stream().filter(file -> file.kind() != JournalFile.Kind.BASE).toList();
    LogChain logs = LogChain.read(store, logFiles, base.header());
    HeldEntries held = new HeldEntries();
    long last = logs.forEach(base.header().sequence() + 1, Long.MAX_VALUE - 1, held);
    List<BrokenTail> tornTails = logs.tornTails();
    String newest = files.get(files.size() - 1).name();
    return new JournalReader(
        base, logs, held, new JournalEnd(last, newest, logs.starts()), tornTails);
  }

  /** The entries that stand for all before the newest segments. */
  public List<JournalEntry> base() {
    return base.entries();
  }

  /** Whether {@link #forEachAfterBase} reads no file again. */
  public boolean isHeld() {
    return held.isAll();
  }

  /** The entries behind the base, in order. */
  public void forEachAfterBase(EntryConsumer consumer) throws IOException {
    if (held.isAll()) {
      held.forEach(consumer);
    } else {
      logs.forEach(base.header().sequence() + 1, end.sequence(), consumer);
    }
  }

  /**
   * The entries of some kinds from the segment on that was given as keepFrom with the base, in
   * order and each once, those behind the base among them. A few from before that segment was the
   * current one may be among them, too.
   *
   * @throws JournalException when one of them is missing
   */
  public void forEachKept(IntPredicate kinds, EntryConsumer consumer) throws IOException {
    EntryConsumer chosen =
        entry -> {
          if (kinds.test(entry.kind())) {
            consumer.accept(entry);
          }
        };
    long upTo = held.isAll() ? base.header().sequence() : end.sequence();
    if (base.header().keepSequence() <= upTo) {
      long last = logs.forEach(base.header().keepSequence(), upTo, chosen);
      if (last != upTo) {
        throw JournalException.incomplete(
            "entries %d to %d are kept, but their segment is gone%s"
                .formatted(last + 1, upTo, logs.whereItMayBe()));
      }
    }
    if (held.isAll()) {
      held.forEach(chosen);
    }
  }

  /**
   * Number of the oldest segment that is kept for {@link #forEachKept}; older ones may be back
   * after a crash that undid their delete.
   */
  public long keepFrom() {
    return base.header().keepFrom();
  }

  /** How many drivers have written what {@link #forEachKept} gives. */
  public int keptDrivers() {
    return logs.drivers(base.header().keepSequence());
  }

  /** What the next writer goes on from. */
  public JournalEnd end() {
    return end;
  }

  /** Empty, or a line that says what was cut at the end. */
  public String describeTornTail() {
    return tornTails.stream().map(BrokenTail::toString).collect(Collectors.joining("; "));
  }
}
