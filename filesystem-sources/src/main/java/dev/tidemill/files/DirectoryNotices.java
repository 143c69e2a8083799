package dev.tidemill.files;

import dev.tidemill.core.text.Printable;
import dev.tidemill.files.select.Change;
import dev.tidemill.files.select.PassedOver;
import dev.tidemill.files.select.Reason;
import dev.tidemill.files.select.Selection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people why files are not taken: a line for each kind of reason when it first occurs and
 * each time there are twice as many, not in every batch. A changed file is named once. Used by one
 * thread at a time.
 */
final class DirectoryNotices {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryNotices.class);
  private static final int NAMES_IN_A_LINE = 10;

  private final String directory;
  private final Map<Reason, Integer> said = new EnumMap<>(Reason.class);
  private boolean missing;

  DirectoryNotices(String directory) {
    this.directory = Printable.text(directory);
  }

  void createdOn(int filesThere) {
    if (filesThere > 0) {
      LOG.info(
          "{}: {} already there when the stream was created and not taken; to have files taken, move"
              + " them in after the start.",
          directory,
          filesThere == 1 ? "1 file was" : filesThere + " files were");
    }
  }

  void createdOnMissing() {
    missing = true;
    LOG.warn("{} does not exist; it is picked up when it appears, with all its files.", directory);
  }

  /** The directory is not there at a listing. */
  void missing() {
    if (!missing) {
      missing = true;
      LOG.warn(
          "{} is gone; if it appears again, all files in it count as new and are taken.",
          directory);
    }
  }

  /** The directory has been listed. */
  void listed(Selection selection) {
    if (missing) {
      missing = false;
      LOG.info("{} has appeared; its files are taken from now on.", directory);
    }
    sayMore(
        selection,
        Reason.IN_THE_MAKING,
        "not taken while the name says that it is not finished (leading . or _, ending ._COPYING_ or"
            + " .tmp); rename it when it is whole");
    sayMore(
        selection,
        Reason.DIRECTORY,
        "not taken, only files directly in the directory are; watch it as a stream of its own");
    sayMore(
        selection,
        Reason.NAME_NOT_TEXT,
        "not taken, since its name cannot be decoded; rename it, or run Java in a UTF-8 locale"
            + " (LC_ALL=C.UTF-8)");
    sayChanged(selection.changes().stream().filter(Change::first).toList());
  }

  private void sayMore(Selection selection, Reason reason, String explanation) {
    PassedOver some = selection.passedOver().get(reason);
    if (some == null || some.count() < 2 * said.getOrDefault(reason, 0)) {
      return;
    }
    said.put(reason, some.count());
    String others = some.count() == 1 ? "" : " (one of " + some.count() + ")";
    LOG.info("{}: '{}'{} is {}.", directory, Printable.text(some.example()), others, explanation);
  }

  private void sayChanged(List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    List<String> named = new ArrayList<>();
    for (Change change : changes.subList(0, Math.min(NAMES_IN_A_LINE, changes.size()))) {
      named.add(
          "'%s' (%d bytes, now %d)"
              .formatted(
                  Printable.text(change.now().name()),
                  change.lengthBefore(),
                  change.now().length()));
    }
    if (changes.size() > NAMES_IN_A_LINE) {
      named.add("and " + (changes.size() - NAMES_IN_A_LINE) + " more");
    }
    LOG.warn(
        "{}: changed after a batch had taken it and is not read again: {}; write new content under a"
            + " new name, and finish a file before you move it in.",
        directory,
        String.join(", ", named));
  }
}
