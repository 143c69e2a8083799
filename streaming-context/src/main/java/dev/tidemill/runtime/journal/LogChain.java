package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.runtime.journal.JournalEnd.SegmentStart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The logs of a journal, oldest first, and which entries of each count.
 *
 * <pre>
 *   log 5   101 102 103 104 105     counts below 104: its writer was told that 104 failed,
 *   log 6           104 105 106     or was fenced, and what took over began at 104
 * </pre>
 *
 * Entries count below the number with which any later log begins; those of logs before the base
 * also no further than the base stands for. So numbers rise without a gap, whatever a writer that
 * died or was fenced has left behind.
 */
final class LogChain {

  private static final long OPEN = Long.MAX_VALUE;
  private static final long NOWHERE = -1;

  // So much of what was read is kept to be read again; the rest costs a request each time.
  private static final int HELD_BYTES = 32 << 20;

  /**
   * A log and the numbers of its entries that count, from first to below limit.
   *
   * @param held the group of a {@link GroupFile}, if there was room for it
   */
  private record Link(JournalFile file, long first, long limit, Optional<EntryGroup> held) {}

  private final FileStore store;
  private final List<Link> links;
  private final List<JournalFile> headless; // behind the last link
  private final List<JournalFile> skipped; // the others that have no valid header
  private long brokenAt = NOWHERE; // in the last link, where its valid groups end

  private LogChain(
      FileStore store, List<Link> links, List<JournalFile> headless, List<JournalFile> skipped) {
    this.store = store;
    this.links = links;
    this.headless = headless;
    this.skipped = skipped;
  }

  /** Reads the headers of the logs, which are in order, and groups that are files. */
  static LogChain read(FileStore store, List<JournalFile> logs, FileHeader base)
      throws IOException {
    Links links = new Links(store, base);
    for (int i = logs.size() - 1; i >= 0; i--) {
      links.addBefore(logs.get(i));
    }
    return new LogChain(store, links.links, links.headless, links.skipped);
  }

  /** Puts links before links: which entries of a log count is said by the later ones. */
  private static final class Links {
    private final FileStore store;
    private final FileHeader base;
    private final List<Link> links = new LinkedList<>();
    private final List<JournalFile> headless = new ArrayList<>();
    private final List<JournalFile> skipped = new ArrayList<>();
    private long limit = OPEN;
    private long heldBytes;

    Links(FileStore store, FileHeader base) {
      this.store = store;
      this.base = base;
    }

    void addBefore(JournalFile file) throws IOException {
      boolean beforeBase = file.isBefore(base.file());
      if (beforeBase) {
        limit = Math.min(limit, base.sequence() + 1);
      }
      if (file.kind() == JournalFile.Kind.GROUP) {
        EntryGroup group = GroupFile.read(store, file);
        heldBytes += GroupFile.bytes(group);
        add(file, group.firstSequence(), Optional.of(group).filter(g -> heldBytes <= HELD_BYTES));
        return;
      }
      Optional<FileHeader> header = FileHeader.read(store, file);
      if (header.isPresent()) {
        add(file, header.get().sequence(), Optional.empty());
      } else if (links.isEmpty() && !beforeBase) {
        headless.add(file);
      } else {
        skipped.add(file); // It would be missed as a gap, if it had held anything.
      }
    }

    private void add(JournalFile file, long first, Optional<EntryGroup> held) {
      links.add(0, new Link(file, first, limit, held));
      limit = Math.min(limit, first);
    }
  }

  /** The segments that hold entries which count. */
  List<SegmentStart> starts() {
    return links.stream()
        .filter(link -> link.first() < link.limit())
        .map(link -> new SegmentStart(link.file().number(), link.first()))
        .toList();
  }

  /** How many drivers have written entries that count, from that number on. */
  int drivers(long from) {
    return (int)
        links.stream()
            .filter(link -> link.first() < link.limit() && link.limit() > from)
            .mapToLong(link -> link.file().epoch())
            .distinct()
            .count();
  }

  /**
   * Hands over the entries from one number to another, both included, each once.
   *
   * @return the number of the last entry there is, up to the one asked for
   * @throws JournalException when one is missing
   */
  long forEach(long from, long to, EntryConsumer consumer) throws IOException {
    long expected = from;
    for (Link link : links) {
      if (link.limit() > expected && expected <= to) {
        long below = Math.min(to + 1, link.limit());
        expected =
            link.file().kind() == JournalFile.Kind.GROUP
                ? forEachOfGroup(link, expected, below, consumer)
                : forEachOfLog(link, expected, below, consumer);
      }
    }
    return expected - 1;
  }

  /**
   * What is cut at the end, when {@link #forEach} has been to the end.
   *
   * @throws JournalException when it was durable once
   */
  List<BrokenTail> tornTails() throws IOException {
    List<BrokenTail> tails = new ArrayList<>();
    if (brokenAt != NOWHERE) {
      JournalFile last = links.get(links.size() - 1).file();
      tails.add(BrokenTail.requireTorn(store, last, brokenAt, brokenAt + 1));
    }
    for (JournalFile file : headless) {
      tails.add(BrokenTail.requireTorn(store, file, 0, 0));
    }
    return tails;
  }

  private long forEachOfGroup(Link link, long from, long below, EntryConsumer consumer)
      throws IOException {
    EntryGroup group =
        link.held().isPresent() ? link.held().get() : GroupFile.read(store, link.file());
    if (group.firstSequence() > from) {
      throw missing(link, FileHeader.BYTES, from);
    }
    long expected = accept(group, from, below, consumer);
    if (link.limit() != OPEN && expected < below) {
      throw missing(link, GroupFile.bytes(group), expected);
    }
    return expected;
  }

  private long forEachOfLog(Link link, long from, long below, EntryConsumer consumer)
      throws IOException {
    long expected = from;
    try (GroupReader groups = new GroupReader(store, link.file())) {
      long at = groups.offset();
      Optional<EntryGroup> group = groups.next();
      while (group.isPresent() && expected < below) {
        if (group.get().firstSequence() > expected) {
          throw missing(link, at, expected);
        }
        expected = accept(group.get(), expected, below, consumer);
        at = groups.offset();
        group = groups.next();
      }
      if (link.limit() == OPEN) {
        brokenAt = group.isPresent() || groups.atEnd() ? NOWHERE : groups.offset();
      } else if (expected < below) {
        throw missing(link, at, expected);
      }
    }
    return expected;
  }

  /** Those from one number to below another. */
  private static long accept(EntryGroup group, long from, long below, EntryConsumer consumer)
      throws IOException {
    long expected = from;
    long sequence = group.firstSequence();
    for (JournalEntry entry : group.entries()) {
      if (sequence == expected && expected < below) {
        consumer.accept(entry);
        expected++;
      }
      sequence++;
    }
    return expected;
  }

  private JournalException missing(Link link, long offset, long expected) {
    return JournalException.damaged(
        link.file(), offset, "entry number %d is missing%s".formatted(expected, whereItMayBe()));
  }

  /** Empty, or the files that what is missing was in, for the end of a message. */
  String whereItMayBe() {
    return skipped.stream()
        .map(file -> ", and '%s' has no valid header".formatted(file.name()))
        .collect(Collectors.joining());
  }
}
