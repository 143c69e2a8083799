package dev.tidemill.runtime.recovery;

import dev.tidemill.dstream.graph.DurableParts;
import dev.tidemill.dstream.graph.GraphPart;
import dev.tidemill.dstream.graph.GraphPart.Role;
import dev.tidemill.dstream.source.RestoredAllocation;
import dev.tidemill.dstream.source.SourceRecord;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.runtime.recovery.StoredGraph.Part;
import dev.tidemill.streaming.Time;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/** Puts sources where they were. */
final class RestoredSources {
  private final DurableParts parts;
  private final Progress progress;

  RestoredSources(DurableParts parts, Progress progress) {
    this.parts = parts;
    this.progress = progress;
  }

  /**
   * @return how many records sources cannot give again, by their descriptions; those that can are
   *     not among them
   */
  Map<String, Long> restore(StoredProgram stored, GraphMatch match) throws Exception {
    Map<String, Long> lost = new LinkedHashMap<>();
    NavigableMap<Long, Map<String, RestoredAllocation>> allocations = stored.allocations();
    for (GraphPart part : parts.parts(Role.SOURCE)) {
      StreamSource<?> source = parts.source(part);
      Optional<String> id = match.of(part).map(Part::id);
      if (id.isPresent()) {
        goOn(source, id.get(), stored, allocations);
      }
      long missing = restore(part, id.orElse(""), allocations);
      if (missing != 0) {
        lost.put(source.description(), missing);
      }
    }
    return lost;
  }

  private static void goOn(
      StreamSource<?> source,
      String id,
      StoredProgram stored,
      Map<Long, Map<String, RestoredAllocation>> allocations)
      throws Exception {
    SourceRecord position = stored.positions().get(id);
    if (position != null) {
      source.restorePosition(position);
    }
    for (long batch : stored.behind()) {
      RestoredAllocation allocated = allocations.get(batch).get(id);
      if (allocated != null) {
        source.follow(allocated);
      }
    }
  }

  /** A source that is new gave nothing to the batches of before. */
  private long restore(
      GraphPart part, String id, NavigableMap<Long, Map<String, RestoredAllocation>> allocations)
      throws Exception {
    StreamSource<?> source = parts.source(part);
    // Older batches are known for the sake of others.
    long notNeeded = progress.floor() - parts.remembered(part).milliseconds();
    long missing = 0;
    for (var entry : allocations.tailMap(notNeeded, false).entrySet()) {
      long batch = entry.getKey();
      RestoredAllocation allocated =
          entry.getValue().getOrDefault(id, RestoredAllocation.nothing());
      long lost = source.restore(new Time(batch), progress.isUnfinished(batch), allocated);
      missing = lost < 0 || missing < 0 ? -1 : missing + lost;
    }
    return missing;
  }
}
