package dev.tidemill.runtime.recovery;

import dev.tidemill.dstream.graph.DurableParts;
import dev.tidemill.dstream.graph.GraphPart;
import dev.tidemill.dstream.graph.GraphPart.Role;
import dev.tidemill.runtime.journal.JournalEntry;
import dev.tidemill.runtime.journal.JournalReader;
import dev.tidemill.runtime.recovery.StoredGraph.Part;
import dev.tidemill.streaming.Time;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts back what states held before the first batch that is not over, and datasets of windows. */
final class RestoredStates {
  private final DurableParts parts;
  private final Progress progress;
  private final RetainedRecords records;
  private final Map<String, GraphPart> datasets = new HashMap<>();
  private final Map<String, StoredContent> contents = new HashMap<>();
  private final List<StoredState> pieces = new ArrayList<>();
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
    reader.forEachKept(
        kind -> kind == EntryKind.STATE || kind == EntryKind.STATE_PIECE, this::take);
    contents.values().forEach(StoredContent::end);
  }

  /** A window of another length is made anew, of what it is over. */
  private static boolean isSame(GraphPart part, GraphMatch match) {
    return match.of(part).map(then -> then.part().detail().equals(part.detail())).orElse(false);
  }

  private void take(JournalEntry entry) throws IOException {
    ByteBuffer payload = ByteBuffer.wrap(entry.payload());
    boolean isLast = true;
    if (entry.kind() == EntryKind.STATE) {
      pieces.clear(); // of a batch that was not written down to its end
    } else {
      if (payload.remaining() < Integer.BYTES + 1) {
        throw new IOException("A piece of the journal's record of a state has no number.");
      }
      if (payload.getInt() == 0) {
        pieces.clear(); // as above
      }
      isLast = payload.get() == 1;
    }
    pieces.add(StoredState.of(payload));
    if (isLast) {
      for (StoredState piece : pieces) {
        take(piece, entry.batch());
      }
      pieces.clear();
    }
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
