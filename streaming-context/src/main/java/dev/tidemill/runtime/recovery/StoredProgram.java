package dev.tidemill.runtime.recovery;

import dev.tidemill.dstream.source.RestoredAllocation;
import dev.tidemill.dstream.source.SourceRecord;
import dev.tidemill.runtime.journal.JournalEntry;
import dev.tidemill.runtime.journal.JournalReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What a journal says of the program that wrote it, without its states. */
final class StoredProgram {
  private StoredGraph graph;
  private final Progress progress = new Progress();
  private final Map<String, SourceRecord> positions = new LinkedHashMap<>();
  // Allocated behind the positions.
  private final List<Long> behind = new ArrayList<>();
  // By their records: each batch has the same ones.
  private final Map<ByteBuffer, Optional<String>> outputsDone = new HashMap<>();

  private StoredProgram() {}

  static StoredProgram of(JournalReader reader) throws IOException {
    StoredProgram program = new StoredProgram();
    program.progress.keep(Long.MAX_VALUE / 2); // decided by the graph that runs now
    for (JournalEntry entry : reader.base()) {
      program.take(entry);
    }
    program.behind.clear();
    reader.forEachAfterBase(program::take);
    if (program.graph == null) {
      throw new IOException("The journal has no record of the program that wrote it.");
    }
    return program;
  }

  private void take(JournalEntry entry) throws IOException {
    switch (entry.kind()) {
      case EntryKind.GRAPH -> graph = StoredGraph.of(entry.payload());
      case EntryKind.POSITIONS -> {
        for (Map.Entry<String, Object> one : Json.object(entry.payload()).entrySet()) {
          positions.put(one.getKey(), new SourceRecord(Json.cast(one.getValue())));
        }
      }
      case EntryKind.ALLOCATED -> {
        progress.allocated(entry.batch(), entry.payload());
        behind.add(entry.batch());
      }
      case EntryKind.OUTPUT -> takeOutput(entry);
      case EntryKind.DONE -> progress.done(entry.batch());
      case EntryKind.STATE, EntryKind.STATE_PIECE -> {} // read for itself, when the graph is known
      default ->
          throw new IOException(
              "The journal has an entry of kind " + entry.kind() + ", which is not known.");
    }
  }

  private void takeOutput(JournalEntry entry) throws IOException {
    ByteBuffer payload = ByteBuffer.wrap(entry.payload());
    Optional<String> done = outputsDone.get(payload);
    if (done == null) {
      done = outputDone(entry.payload());
      outputsDone.put(payload, done);
    }
    if (done.isPresent()) {
      progress.outputDone(entry.batch(), done.get());
    }
  }

  /** The output that did well, if it did. */
  private static Optional<String> outputDone(byte[] record) throws IOException {
    Map<String, Object> values = Json.object(record);
    if (!(values.get("output") instanceof String id) || !(values.get("ok") instanceof Boolean ok)) {
      throw new IOException("The journal's record of an output is not complete.");
    }
    return Optional.of(id).filter(output -> ok);
  }

  StoredGraph graph() {
    return graph;
  }

  Progress progress() {
    return progress;
  }

  Map<String, SourceRecord> positions() {
    return positions;
  }

  /** Batches that were allocated behind the positions, in order. */
  List<Long> behind() {
    return behind;
  }

  /** What the sources gave to the batches that are kept. */
  NavigableMap<Long, Map<String, RestoredAllocation>> allocations() throws IOException {
    NavigableMap<Long, Map<String, RestoredAllocation>> decoded = new TreeMap<>();
    for (Map.Entry<Long, byte[]> entry : progress.allocations().entrySet()) {
      decoded.put(entry.getKey(), StoredAllocation.of(entry.getValue()));
    }
    return decoded;
  }
}
