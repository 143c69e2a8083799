package dev.tidemill.launcher.checkpoint;

import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.CodecException;
import dev.tidemill.core.text.Printable;
import dev.tidemill.dstream.graph.GraphPart.Role;
import dev.tidemill.runtime.journal.JournalInventory;
import dev.tidemill.runtime.recovery.StoredCheckpoint;
import dev.tidemill.runtime.recovery.StoredCheckpoint.StoredPart;
import dev.tidemill.runtime.recovery.StoredKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What a checkpoint directory holds, in lines for people. */
public final class Overview {
  private static final int MOST_SHOWN = 10;

  private final StoredCheckpoint stored;
  private final JournalInventory inventory;
  private final Codec codec;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param codec reads the keys that are counted
   */
  public Overview(StoredCheckpoint stored, JournalInventory inventory, Codec codec) {
    this.stored = stored;
    this.inventory = inventory;
    this.codec = codec;
  }

  /** All lines; reads the states. */
  public List<String> lines() throws IOException {
    line("application", stored.application());
    line("interval", stored.interval() + " ms");
    batches();
    inventory.driver().ifPresent(driver -> line("last driver", driver));
    line(
        "journal",
        "%d files, %d bytes, format version %d"
            .formatted(inventory.files(), inventory.bytes(), inventory.version()));
    if (!stored.cut().isEmpty()) {
      line("cut", stored.cut());
    }
    sources();
    states();
    others();
    return lines;
  }

  private void line(String what, String text) {
    lines.add("  %-13s %s".formatted(what, text));
  }

  private void batches() throws IOException {
    line("last input", text(stored.lastAllocated()));
    line("last finished", text(stored.lastDone()));
    List<Long> unfinished = stored.unfinished();
    line("to finish", unfinished.isEmpty() ? "none" : Integer.toString(unfinished.size()));
    for (long batch : unfinished.subList(0, Math.min(MOST_SHOWN, unfinished.size()))) {
      int done = stored.outputsDone(batch).size();
      lines.add("    %s, %d outputs done".formatted(BatchTime.text(batch), done));
    }
    if (unfinished.size() > MOST_SHOWN) {
      lines.add("    and %d more".formatted(unfinished.size() - MOST_SHOWN));
    }
    line("known", stored.allocations().size() + " batches, as long as something needs them");
  }

  private static String text(OptionalLong batch) {
    return batch.isPresent() ? BatchTime.text(batch.getAsLong()) : "none yet";
  }

  private void sources() throws IOException {
    Map<String, Map<String, Object>> positions = stored.positions();
    for (StoredPart source : stored.parts()) {
      if (source.part().role() == Role.SOURCE) {
        lines.add("  source " + called(source));
        positions
            .getOrDefault(source.id(), Map.of())
            .forEach((what, value) -> lines.add("    " + what + ": " + shown(value)));
        lines.add("    records of known batches: " + records(source.id()));
      }
    }
  }

  private String records(String id) throws IOException {
    long sum = 0;
    for (Map<String, Long> batch : stored.allocations().values()) {
      long records = batch.getOrDefault(id, 0L);
      if (records < 0) {
        return "not counted";
      }
      sum += records;
    }
    return Long.toString(sum);
  }

  private static String shown(Object value) {
    if (value instanceof Collection<?> list) {
      return list.size() + " entries";
    }
    return value instanceof Map<?, ?> map ? map.size() + " entries" : Printable.text(value);
  }

  private void states() throws IOException {
    for (StoredPart state : stored.states()) {
      lines.add("  state " + called(state));
      try {
        StoredKeys keys = stored.keys(state.id(), codec);
        String after =
            keys.time().isPresent()
                ? " after batch " + BatchTime.text(keys.time().getAsLong())
                : "";
        lines.add("    " + keys.values().size() + " keys" + after);
      } catch (CodecException unknown) {
        lines.add("    keys not counted (give --jars): " + unknown.getMessage());
      }
    }
  }

  private void others() {
    for (StoredPart part : stored.parts()) {
      Role role = part.part().role();
      if (role == Role.OUTPUT) {
        lines.add("  output " + called(part));
      } else if (role.isDatasets()) {
        lines.add("  datasets " + called(part));
      }
    }
  }

  /** How it is called, for rename and export; and what it is. */
  private static String called(StoredPart part) {
    String name = part.part().name().orElse(part.operation());
    return "%s: %s, made from %s"
        .formatted(Printable.text(name), part.part(), part.part().fingerprint());
  }
}
