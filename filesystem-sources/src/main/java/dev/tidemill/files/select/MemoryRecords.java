package dev.tidemill.files.select;

import dev.tidemill.core.file.FileEntry;
import dev.tidemill.dstream.source.SourceRecord;
import dev.tidemill.files.select.DirectoryMemory.Known;
import dev.tidemill.files.select.DirectoryMemory.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is known of a directory, and what one batch changed in it, as records for a later process:
 *
 * <pre>
 *   position   { "known":   [ [name, length, modified, "PRESENT" | "TAKEN" | "CHANGED"], ... ] }
 *   batch      { "taken":   [ [name, length, modified], ... ],   the files of the batch
 *                "changed": [ [name, length, modified], ... ],   not taken again
 *                "gone":    [ name, ... ] }                      forgotten
 * </pre>
 */
public final class MemoryRecords {
  private MemoryRecords() {}

  public static SourceRecord position(DirectoryMemory memory) {
    List<List<Object>> known = new ArrayList<>(memory.size());
    memory
        .known()
        .forEach(
            (name, file) ->
                known.add(List.of(name, file.length(), file.modifiedMs(), file.state().name())));
    return new SourceRecord(Map.of("known", known));
  }

  public static DirectoryMemory memory(SourceRecord position) {
    Map<String, Known> known = new HashMap<>();
    for (List<?> file : lists(position, "known")) {
      known.put(
          (String) file.get(0),
          new Known(number(file, 1), number(file, 2), State.valueOf((String) file.get(3))));
    }
    return DirectoryMemory.of(known);
  }

  /**
   * @param before what was known when the batch was selected
   */
  public static SourceRecord batch(DirectoryMemory before, Selection selection) {
    Map<String, Object> values = new HashMap<>();
    values.put("taken", files(selection.taken().stream()));
    values.put("changed", files(selection.changes().stream().map(Change::now)));
    values.put("gone", gone(before.known(), selection));
    return new SourceRecord(values);
  }

  private static List<List<Object>> files(Stream<FileEntry> files) {
    return files
        .map(file -> List.<Object>of(file.name(), file.length(), file.modifiedMs()))
        .toList();
  }

  private static List<String> gone(Map<String, Known> before, Selection selection) {
    Map<String, Known> after = selection.memory().known();
    long added =
        selection.taken().stream().filter(file -> !before.containsKey(file.name())).count();
    if (before.size() + added == after.size()) {
      return List.of(); // as nearly always: no need to look at every name
    }
    return before.keySet().stream().filter(name -> !after.containsKey(name)).toList();
  }

  /** Changes what was known before a batch to what was known after it. */
  static void follow(Map<String, Known> known, SourceRecord batch) {
    ((List<?>) batch.values().get("gone")).forEach(known::remove);
    put(known, batch, "taken", State.TAKEN);
    put(known, batch, "changed", State.CHANGED);
  }

  private static void put(Map<String, Known> known, SourceRecord batch, String field, State state) {
    for (List<?> file : lists(batch, field)) {
      known.put((String) file.get(0), new Known(number(file, 1), number(file, 2), state));
    }
  }

  /** The files of a batch. */
  public static List<FileEntry> taken(SourceRecord batch) {
    List<FileEntry> files = new ArrayList<>();
    for (List<?> file : lists(batch, "taken")) {
      files.add(new FileEntry((String) file.get(0), false, number(file, 1), number(file, 2)));
    }
    return files;
  }

  private static List<List<?>> lists(SourceRecord record, String field) {
    List<List<?>> lists = new ArrayList<>();
    ((List<?>) record.values().get(field)).forEach(list -> lists.add((List<?>) list));
    return lists;
  }

  private static long number(List<?> file, int place) {
    return ((Number) file.get(place)).longValue();
  }
}
