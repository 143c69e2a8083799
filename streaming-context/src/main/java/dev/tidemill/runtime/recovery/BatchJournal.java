package dev.tidemill.runtime.recovery;

import dev.tidemill.dstream.graph.DurableParts;
import dev.tidemill.dstream.graph.GraphPart;
import dev.tidemill.dstream.graph.GraphPart.Role;
import dev.tidemill.dstream.graph.StateNode;
import dev.tidemill.dstream.source.Allocation;
import dev.tidemill.dstream.source.SourceRecord;
import dev.tidemill.runtime.journal.DriverLease;
import dev.tidemill.runtime.journal.JournalEntry;
import dev.tidemill.runtime.journal.JournalWriter;
import dev.tidemill.runtime.journal.LeaseLostException;
import dev.tidemill.runtime.recovery.StoredGraph.Part;
import dev.tidemill.streaming.Time;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what happens to batches, in the order that a later process relies on:
 *
 * <pre>
 *   ALLOCATED(T) ── durable ──► plan, run ──► OUTPUT(T, i) ... STATE(T) ──► DONE(T)
 *                                             └── durable with ALLOCATED of the next batch,
 *                                                 or soon, if that takes longer ──────────┘
 * </pre>
 *
 * <p>So a batch costs one sync: what was allocated is never decided anew, and of what was done at
 * most the last is done again; where batches catch up, which are allocated ahead, at most what was
 * done in the last tenth of a second. {@code STATE} is written by the steps' order, before the
 * {@code DONE} that needs it.
 *
 * <p>Thread-safe; only {@link #allocated}, {@link #settled} and {@link #close} wait for anything.
 */
public final class BatchJournal implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchJournal.class);
  private static final long IDLE_NANOS = 40_000_000;

  // Until all is logged again every file is kept, and a file costs by its number, not by its bytes.
  private static final int LEAST_AGAIN_IN_FILES = 4096;

  private final DriverLease lease;
  private final JournalWriter writer;
  private final StoredGraph graph;
  private final DurableParts parts;
  private final RetainedRecords records;
  private final Progress progress;
  private final LogExtent extent;
  private final Executor background;
  private final List<String> sourceIds = new ArrayList<>();
  private final Map<Integer, String> outputIds = new HashMap<>();
  private volatile Optional<Consumer<Runnable>> timer = Optional.empty();
  private final AtomicBoolean timed = new AtomicBoolean();
  private volatile long lastSync = System.nanoTime();
  // Guarded by this.
  private Map<String, Supplier<SourceRecord>> positions;
  private long lastAppended;

  BatchJournal(
      DriverLease lease,
      JournalWriter writer,
      StoredGraph graph,
      DurableParts parts,
      RetainedRecords records,
      Progress progress,
      LogExtent extent,
      Executor background) {
    this.lease = lease;
    this.writer = writer;
    this.graph = graph;
    this.parts = parts;
    this.records = records;
    this.progress = progress;
    this.extent = extent;
    this.background = background;
    for (Part part : graph.parts()) {
      if (part.part().role() == Role.SOURCE) {
        sourceIds.add(part.id());
      } else if (part.part().role() == Role.OUTPUT) {
        outputIds.put(parts.output(part.part()), part.id());
      }
    }
    this.positions = positions(graph, parts);
    this.lastAppended = progress.isEmpty() ? Long.MIN_VALUE : progress.lastAllocated();
    if (extent.hasManyDrivers()) {
      logAgain();
    }
    logAgain();
  }

  static Map<String, Supplier<SourceRecord>> positions(StoredGraph graph, DurableParts parts) {
    Map<String, Supplier<SourceRecord>> positions = new LinkedHashMap<>();
    for (Part part : graph.parts()) {
      if (part.part().role() == Role.SOURCE) {
        positions.put(part.id(), parts.source(part.part()).position());
      }
    }
    return positions;
  }

  /** The entries that stand for all that has been appended. */
  static List<JournalEntry> base(
      StoredGraph graph, Progress progress, Map<String, Supplier<SourceRecord>> positions) {
    List<JournalEntry> base = new ArrayList<>();
    base.add(new JournalEntry(EntryKind.GRAPH, 0, graph.bytes()));
    Map<String, Object> values = new LinkedHashMap<>();
    positions.forEach((id, position) -> values.put(id, position.get().values()));
    base.add(new JournalEntry(EntryKind.POSITIONS, 0, Json.bytes(values)));
    base.addAll(progress.entries());
    return base;
  }

  /**
   * The sources have said what belongs to the batch. Durable when this returns; if it throws, it is
   * to be called again.
   *
   * @param allocations in the order of the sources
   */
  public void allocated(long batch, List<Allocation> allocations) throws IOException {
    lease.requireHeld();
    synchronized (this) {
      if (batch > lastAppended) {
        byte[] bytes = StoredAllocation.bytes(sourceIds, allocations);
        writer.append(new JournalEntry(EntryKind.ALLOCATED, batch, bytes));
        progress.allocated(batch, bytes);
        positions = positions(graph, parts);
        lastAppended = batch;
      }
    }
    sync();
    if (wantsRoll()) {
      roll();
    }
  }

  /** An output has ended. */
  public void output(long batch, int output, boolean well) {
    String id = outputIds.get(output);
    synchronized (this) {
      writer.append(Progress.outputEntry(batch, id, well));
      if (well) {
        progress.outputDone(batch, id);
      }
    }
    appended();
  }

  /** Whether datasets of every batch are written down. */
  public boolean keepsDatasets() {
    return !parts.datasets().isEmpty();
  }

  /** The states of the batch are up to it. Reads datasets that windows still need. */
  public void settled(long batch) throws Exception {
    List<StoredState.Dataset> datasets = new ArrayList<>();
    for (Part part : graph.parts()) {
      if (part.part().role().isDatasets()) {
        var dataset = parts.dataset(part.part(), new Time(batch));
        if (dataset.isPresent()) {
          datasets.add(new StoredState.Dataset(part.id(), records.encode(dataset.get())));
        }
      }
    }
    synchronized (this) {
      StatePieces pieces = new StatePieces(batch, StatePieces.PIECE_BYTES);
      for (Part part : graph.parts()) {
        if (part.part().role() == Role.STATE) {
          for (StateNode.LoggedStep step : parts.state(part.part()).takeLogged()) {
            pieces.add(part.id(), step.time(), step.partitions());
            extent.step(part.id(), batch, step.partitions());
          }
        }
      }
      if (!datasets.isEmpty()) {
        extent.datasets(writer.segment(), batch);
      }
      pieces.end(datasets).forEach(writer::append);
    }
  }

  /** Nothing of the batch has to be done again. */
  public void done(long batch) {
    synchronized (this) {
      writer.append(new JournalEntry(EntryKind.DONE, batch, new byte[0]));
      progress.done(batch);
    }
    appended();
  }

  /** Batches that a later process has to finish. */
  public List<Time> unfinished() {
    return progress.unfinished().stream().map(Time::new).toList();
  }

  private synchronized boolean wantsRoll() {
    return writer.wantsRoll() || (writer.mayRoll() && extent.wantsSegment(progress.floor()));
  }

  private void roll() {
    synchronized (this) {
      List<JournalEntry> base = base(graph, progress, positions);
      long keepFrom = extent.keepFrom(writer.nextSegment(), progress.floor());
      writer
          .roll(base, keepFrom, background)
          .exceptionally(
              failed -> {
                LOG.warn(
                    "The journal could not be shortened; it grows until that succeeds: {}",
                    failed.toString());
                return null;
              });
      logAgain();
    }
  }

  /** So that what was written before is not needed for ever. */
  private void logAgain() {
    int leastKeys =
        Math.max(extent.leastAgain(), writer.syncsAreFiles() ? LEAST_AGAIN_IN_FILES : 0);
    if (extent.logsAgain(writer.segment())) {
      for (GraphPart part : parts.parts(Role.STATE)) {
        parts.state(part).logAgain(leastKeys);
      }
    }
  }

  private void sync() throws IOException {
    lastSync = System.nanoTime();
    try {
      writer.sync();
    } catch (LeaseLostException lost) {
      throw lost;
    } catch (IOException failed) {
      requireHeld(failed);
      throw failed;
    }
  }

  /** Where another driver has taken over, that is why, and trying again is of no use. */
  private void requireHeld(IOException failed) throws LeaseLostException {
    try {
      lease.requireHeld();
    } catch (LeaseLostException lost) {
      lost.addSuppressed(failed);
      throw lost;
    }
  }

  /**
   * Has what is appended made durable when no batch does so soon.
   *
   * @param timer runs what it is given once, in a moment, on a thread of its own
   */
  public void whenIdle(Consumer<Runnable> timer) {
    this.timer = Optional.of(timer);
  }

  private void appended() {
    if (timer.isPresent() && timed.compareAndSet(false, true)) {
      timer.get().accept(this::syncIfIdle);
    }
  }

  private void syncIfIdle() {
    if (System.nanoTime() - lastSync < IDLE_NANOS) {
      timer.orElseThrow().accept(this::syncIfIdle);
      return;
    }
    timed.set(false);
    try {
      sync();
    } catch (IOException failed) {
      // The next batch tries again, and fails if it cannot be written then.
      LOG.debug("The journal could not be synced yet", failed);
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
