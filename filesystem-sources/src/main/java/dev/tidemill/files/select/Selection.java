package dev.tidemill.files.select;

import dev.tidemill.core.file.FileEntry;
import java.util.List;
import java.util.Map;

/**
 * What one listing means. Every entry of the listing is either taken or counted under one reason.
 *
 * @param taken the files of the batch, in the order of names
 * @param passedOver the others, by reason; reasons without a file are left out
 * @param changes those of the others that have changed since the listing before
 * @param memory what the next listing is to be compared with
 */
public record Selection(
    List<FileEntry> taken,
    Map<Reason, PassedOver> passedOver,
    List<Change> changes,
    DirectoryMemory memory) {

  public Selection {
    taken = List.copyOf(taken);
    passedOver = Map.copyOf(passedOver);
    changes = List.copyOf(changes);
  }

  /** How many entries were not taken for this reason. */
  public int count(Reason reason) {
    PassedOver some = passedOver.get(reason);
    return some == null ? 0 : some.count();
  }
}
