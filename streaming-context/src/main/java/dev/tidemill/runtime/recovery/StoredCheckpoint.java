package dev.tidemill.runtime.recovery;

import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.dstream.graph.GraphPart;
import dev.tidemill.dstream.graph.GraphPart.Role;
import dev.tidemill.dstream.graph.Grid;
import dev.tidemill.dstream.source.RestoredAllocation;
import dev.tidemill.runtime.journal.JournalReader;
import dev.tidemill.runtime.recovery.StoredGraph.Part;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a checkpoint directory holds, for tools that look at it without the program that wrote it.
 * Reads only, also while a driver writes; times are in milliseconds.
 */
public final class StoredCheckpoint {
  private final JournalReader reader;
  private final StoredProgram program;

  private StoredCheckpoint(JournalReader reader, StoredProgram program) {
    this.reader = reader;
    this.program = program;
  }

  /** A part of the program of which something is kept, and the id under which it is. */
  public record StoredPart(String id, String operation, GraphPart part) {}

  /**
   * Opens what is there.
   *
   * @return empty when the directory has no journal
   * @throws IOException when it is damaged, of a newer format, or cannot be read
   */
  public static Optional<StoredCheckpoint> open(FileStore store) throws IOException {
    Optional<JournalReader> reader = JournalReader.open(store);
    return reader.isPresent()
        ? Optional.of(new StoredCheckpoint(reader.get(), StoredProgram.of(reader.get())))
        : Optional.empty();
  }

  /** The name of the application. */
  public String application() {
    return program.graph().application();
  }

  /** The interval of the batches. */
  public long interval() {
    return present().interval().milliseconds();
  }

  /** Behind this time the first batch of the latest interval begins. */
  public long began() {
    return present().after().milliseconds();
  }

  private Grid.Era present() {
    return program.graph().grid().present();
  }

  /** In the order in which the program made them. */
  public List<StoredPart> parts() {
    return program.graph().parts().stream()
        .map(part -> new StoredPart(part.id(), part.operation(), part.part()))
        .toList();
  }

  /** The latest batch whose input is decided. */
  public OptionalLong lastAllocated() {
    Progress progress = program.progress();
    return progress.isEmpty() ? OptionalLong.empty() : OptionalLong.of(progress.lastAllocated());
  }

  /**
   * The latest batch of which nothing has to be done again. What is known of batches goes when
   * nothing needs it; so this may be the time before the first that is known.
   */
  public OptionalLong lastDone() {
    Progress progress = program.progress();
    for (long batch : progress.allocations().descendingKeySet()) {
      if (!progress.isUnfinished(batch)) {
        return OptionalLong.of(batch);
      }
    }
    long before = progress.isEmpty() ? began() : progress.firstAllocated() - interval();
    return before > began() ? OptionalLong.of(before) : OptionalLong.empty();
  }

  /** Batches that a restart has to finish. */
  public List<Long> unfinished() {
    return program.progress().unfinished();
  }

  /** The outputs, by their ids, that a restart will not run again for a batch. */
  public Set<String> outputsDone(long batch) {
    return new HashSet<>(program.progress().outputsDone(batch));
  }

  /** How many records each source gave to the batches that are kept; -1 where it does not count. */
  public NavigableMap<Long, Map<String, Long>> allocations() throws IOException {
    NavigableMap<Long, Map<String, Long>> all = new TreeMap<>();
    for (Map.Entry<Long, Map<String, RestoredAllocation>> batch :
        program.allocations().entrySet()) {
      Map<String, Long> records = new LinkedHashMap<>();
      batch.getValue().forEach((id, allocation) -> records.put(id, allocation.records()));
      all.put(batch.getKey(), records);
    }
    return all;
  }

  /** Where the sources were when the newest base was written: their own words, by id. */
  public Map<String, Map<String, Object>> positions() {
    Map<String, Map<String, Object>> positions = new LinkedHashMap<>();
    program.positions().forEach((id, record) -> positions.put(id, record.values()));
    return positions;
  }

  /** Empty, or what was cut at the end, as a crash leaves it. */
  public String cut() {
    return reader.describeTornTail();
  }

  /**
   * Reads every entry that a restart would read, and takes apart all but keys and values, whose
   * classes are those of the program.
   *
   * @return how many entries there are behind the base and kept for states
   * @throws IOException when something is missing or damaged
   */
  public long readAll() throws IOException {
    long[] entries = {0};
    program.allocations();
    JoinedPieces pieces = new JoinedPieces();
    reader.forEachKept(
        kind -> true,
        entry -> {
          entries[0]++;
          if (JoinedPieces.areIn(entry.kind())) {
            pieces.take(entry);
          }
        });
    return entries[0];
  }

  /**
   * The keys and values of a state after the latest step that was logged, and when that was.
   *
   * @param id of a part with the role of a state
   * @param codec allows the classes of keys and values
   * @throws dev.tidemill.core.codec.CodecException if it does not
   */
  public StoredKeys keys(String id, Codec codec) throws IOException {
    StoredKeys keys = new StoredKeys(codec);
    JoinedPieces pieces = new JoinedPieces();
    reader.forEachKept(
        JoinedPieces::areIn,
        entry -> {
          for (StoredState piece : pieces.take(entry)) {
            for (StoredState.Step step : piece.steps()) {
              if (step.id().equals(id)) {
                keys.take(step);
              }
            }
          }
        });
    return keys;
  }

  /** The parts that are states. */
  public List<StoredPart> states() {
    return parts().stream().filter(part -> part.part().role() == Role.STATE).toList();
  }

  static boolean isCalled(Part part, String name) {
    return part.part().name().map(name::equals).orElse(false) || part.operation().equals(name);
  }
}
