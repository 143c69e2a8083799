package dev.tidemill.files.select;

import dev.tidemill.core.file.FileEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of the files of a directory, and the rule by which the next listing is read.
 *
 * <pre>
 *   there at creation ───────────────► PRESENT ──┐ other length or time: new content, never read
 *                                                ▼
 *   a name we do not know, finished ─────────► TAKEN ── other length or time ──► CHANGED ─┐
 *                                                                                 ▲       │ again
 *                                                                                 └───────┘
 *   any of them, when a listing does not show its name ──► forgotten, so unknown
 * </pre>
 *
 * <p>A file is taken when it becomes TAKEN, and only then: so each is taken exactly once, whatever
 * its modification time, and a name is taken again only after it was gone. The time is compared for
 * equality with what it was, never with a clock: a file moved in keeps its old time, and clocks of
 * file systems are wrong. A file that changes after it was taken is not read again, since its first
 * records would be doubled; it is reported.
 *
 * <p>Holds the names that the last listing showed and no others, so it is as large as the
 * directory. Immutable: a listing that is not used leaves no trace.
 */
public final class DirectoryMemory {
  /** What was done with a file. */
  enum State {
    /** Nothing: it was there when the stream was created. */
    PRESENT,
    /** A batch took it as it is. */
    TAKEN,
    /** A batch took it as it was before it changed. */
    CHANGED
  }

  /** A file as a listing showed it. */
  record Known(long length, long modifiedMs, State state) {
    static Known of(FileEntry entry, State state) {
      return new Known(entry.length(), entry.modifiedMs(), state);
    }

    boolean matches(FileEntry entry) {
      return length == entry.length() && modifiedMs == entry.modifiedMs();
    }
  }

  private static final DirectoryMemory EMPTY = new DirectoryMemory(Map.of());

  private final Map<String, Known> known;

  private DirectoryMemory(Map<String, Known> known) {
    this.known = known;
  }

  /** Of a directory that does not exist yet: whatever will be in it is new. */
  public static DirectoryMemory empty() {
    return EMPTY;
  }

  /** Of a directory whose files are not to be taken; those in the making are not finished yet. */
  public static DirectoryMemory atCreation(List<FileEntry> listing) {
    Map<String, Known> known = new HashMap<>();
    for (FileEntry entry : listing) {
      if (nameReason(entry) == null) {
        known.put(entry.name(), Known.of(entry, State.PRESENT));
      }
    }
    return new DirectoryMemory(known);
  }

  static DirectoryMemory of(Map<String, Known> known) {
    return new DirectoryMemory(known);
  }

  Map<String, Known> known() {
    return Collections.unmodifiableMap(known);
  }

  /** How many names are remembered. */
  public int size() {
    return known.size();
  }

  /** Divides a listing into what is to be taken now and what is not, and why. */
  public Selection select(List<FileEntry> listing) {
    Reader reader = new Reader();
    listing.forEach(reader::read);
    return new Selection(
        reader.taken, reader.passedOver, reader.changes, new DirectoryMemory(reader.next));
  }

  /** Why the entry cannot be a file of any batch, whatever is known of it, or null if it can. */
  private static Reason nameReason(FileEntry entry) {
    if (entry.directory()) {
      return Reason.DIRECTORY;
    }
    String name = entry.lastSegment();
    if (FileNamePatterns.inTheMaking(name)) {
      return Reason.IN_THE_MAKING;
    }
    return FileNamePatterns.notText(name) ? Reason.NAME_NOT_TEXT : null;
  }

  /** One pass over a listing. */
  private final class Reader {
    private final Map<String, Known> next = new HashMap<>();
    private final List<FileEntry> taken = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<Reason, PassedOver> passedOver = new EnumMap<>(Reason.class);

    void read(FileEntry entry) {
      Reason reason = nameReason(entry);
      if (reason != null) {
        passOver(entry, reason);
        return;
      }
      Known before = known.get(entry.name());
      if (before == null) {
        take(entry);
      } else if (before.matches(entry)) {
        next.put(entry.name(), before);
        passOver(entry, reasonOf(before.state()));
      } else if (before.state() == State.PRESENT) {
        take(entry);
      } else {
        next.put(entry.name(), Known.of(entry, State.CHANGED));
        changes.add(new Change(entry, before.length(), before.state() == State.TAKEN));
        passOver(entry, Reason.CHANGED_AFTER_TAKEN);
      }
    }

    private void take(FileEntry entry) {
      next.put(entry.name(), Known.of(entry, State.TAKEN));
      taken.add(entry);
    }

    private void passOver(FileEntry entry, Reason reason) {
      PassedOver some = passedOver.get(reason);
      passedOver.put(reason, some == null ? new PassedOver(1, entry.name()) : some.oneMore());
    }

    private static Reason reasonOf(State state) {
      return switch (state) {
        case PRESENT -> Reason.THERE_AT_CREATION;
        case TAKEN -> Reason.TAKEN_BEFORE;
        case CHANGED -> Reason.CHANGED_AFTER_TAKEN;
      };
    }
  }
}
