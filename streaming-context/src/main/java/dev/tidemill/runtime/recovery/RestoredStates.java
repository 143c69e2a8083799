package dev.tidemill.runtime.recovery;

import dev.tidemill.dstream.graph.DurableParts;
import dev.tidemill.dstream.graph.GraphPart;
import dev.tidemill.dstream.graph.GraphPart.Role;
import dev.tidemill.runtime.journal.JournalReader;
import dev.tidemill.runtime.recovery.StoredGraph.Part;
import dev.tidemill.streaming.Time;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Puts back what states held before the first batch that is not over, and datasets of windows. */
final class RestoredStates {
  private final DurableParts parts;
  private final Progress progress;
  private final RetainedRecords records;
  private final Map<String, GraphPart> datasets = new HashMap<>();
  private final Map<String, StoredContent> contents = new HashMap<>();
  private long latestDataset = Long.MIN_VALUE;

  RestoredStates(DurableParts parts, Progress progress, RetainedRecords records) {
    this.parts = parts;
    this.progress = progress;
    this.records = records;
  }

  /** The latest batch of which there are datasets; {@code Long.MIN_VALUE} if there are none. */
  long latestDataset() {
    return latestDataset;
  }

  void restore(JournalReader reader, StoredGraph graph, GraphMatch match) throws IOException {
    for (Part part : graph.parts()) {
      if (part.part().role() == Role.STATE && isSame(part.part(), match)) {
        contents.put(part.id(), new StoredContent(parts.state(part.part()), firstUnfinished()));
      } else if (part.part().role().isDatasets()) {
        datasets.put(part.id(), part.part());
      }
    }
    JoinedPieces pieces = new JoinedPieces();
    reader.forEachKept(
        JoinedPieces::areIn,
        entry -> {
          for (StoredState piece : pieces.take(entry)) {
            take(piece, entry.batch());
          }
        });
    contents.values().forEach(StoredContent::end);
  }

  /** A window of another length is made anew, of what it is over. */
  private static boolean isSame(GraphPart part, GraphMatch match) {
    return match.of(part).map(then -> then.part().detail().equals(part.detail())).orElse(false);
  }

  private long firstUnfinished() {
    return progress.unfinished().isEmpty() ? Long.MAX_VALUE : progress.unfinished().get(0);
  }

  private void take(StoredState state, long batch) throws IOException {
    for (StoredState.Step step : state.steps()) {
      if (contents.containsKey(step.id())) {
        contents.get(step.id()).take(step);
      }
    }
    if (!state.datasets().isEmpty()) {
      latestDataset = Math.max(latestDataset, batch);
    }
    for (StoredState.Dataset dataset : state.datasets()) {
      GraphPart part = datasets.get(dataset.id());
      if (part != null && isRemembered(part, batch)) {
        parts.restore(part, new Time(batch), records.decode(dataset.partitions()));
      }
    }
  }

  private boolean isRemembered(GraphPart part, long batch) {
    return batch > progress.floor() - parts.remembered(part).milliseconds();
  }
}
