package dev.tidemill.runtime.schedule;

import dev.tidemill.dstream.graph.OutputJob;
import dev.tidemill.dstream.graph.StreamGraph;
import dev.tidemill.dstream.source.Allocation;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.runtime.batch.BatchEvent;
import dev.tidemill.runtime.journal.LeaseLostException;
import dev.tidemill.runtime.recovery.BatchJournal;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the machine's steps do: ask the sources, ask the graph, run an output. Every step catches
 * all that is thrown, errors too, and answers with an event.
 */
public final class BatchSteps {
  private static final Logger LOG = LoggerFactory.getLogger(BatchSteps.class);

  private final StreamGraph graph;
  private final List<StreamSource<?>> sources;
  private final BatchReporter reporter;
  private final Optional<BatchJournal> journal;
  // The jobs of the batches that have been planned and are not over.
  private final Map<Long, Map<Integer, OutputJob>> planned = new ConcurrentHashMap<>();

  /**
   * @param journal where what happens is written down; empty if nothing outlives the process
   */
  public BatchSteps(StreamGraph graph, BatchReporter reporter, Optional<BatchJournal> journal) {
    this.graph = graph;
    this.sources = List.copyOf(graph.sources());
    this.reporter = reporter;
    this.journal = journal;
  }

  BatchEvent allocate(long batch) {
    try {
      List<Allocation> allocations = new ArrayList<>(sources.size());
      for (StreamSource<?> source : sources) {
        allocations.add(source.allocate(new Time(batch)));
      }
      if (journal.isPresent()) {
        journal.get().allocated(batch, allocations);
      }
      reporter.allocated(batch, allocations);
      return new BatchEvent.Allocated(batch);
    } catch (LeaseLostException superseded) {
      return new BatchEvent.Superseded(batch, superseded);
    } catch (Throwable thrown) { // a source may throw anything; the machine decides
      return new BatchEvent.AllocationFailed(batch, thrown);
    }
  }

  BatchEvent plan(long batch) {
    try {
      List<OutputJob> jobs = graph.plan(new Time(batch));
      Map<Integer, OutputJob> byOutput = new HashMap<>();
      List<Integer> outputs = new ArrayList<>(jobs.size());
      for (OutputJob job : jobs) {
        byOutput.put(job.index(), job);
        outputs.add(job.index());
      }
      planned.put(batch, byOutput);
      reporter.planned(batch, jobs);
      return new BatchEvent.Planned(batch, outputs, hasStates(batch));
    } catch (Throwable thrown) { // user code of transform may throw anything
      return new BatchEvent.PlanFailed(batch, graph.hasStates(), thrown);
    }
  }

  private boolean hasStates(long batch) {
    return graph.hasStates(new Time(batch)) || journal.isPresent() && journal.get().keepsDatasets();
  }

  BatchEvent run(long batch, int output) {
    Optional<Throwable> failure = Optional.empty();
    try {
      reporter.outputStarted(batch, output);
      planned.get(batch).get(output).body().run();
    } catch (Throwable thrown) { // user code may throw anything
      failure = Optional.of(thrown);
    }
    if (journal.isPresent()) {
      journal.get().output(batch, output, failure.isEmpty());
    }
    reporter.outputEnded(batch, output, failure);
    return new BatchEvent.OutputEnded(batch, output, failure);
  }

  BatchEvent settle(long batch) {
    try {
      graph.settle(new Time(batch));
      if (journal.isPresent()) {
        journal.get().settled(batch);
      }
      return new BatchEvent.Settled(batch, Optional.empty());
    } catch (Throwable thrown) { // user code may throw anything
      return new BatchEvent.Settled(batch, Optional.of(thrown));
    }
  }

  /** Stops every source, whatever the others do. */
  BatchEvent stopSources() {
    for (StreamSource<?> source : sources) {
      try {
        source.stop();
      } catch (Throwable thrown) { // one source must not keep the others running
        LOG.warn("Stopping {} failed: {}", source.description(), thrown.toString());
        LOG.debug("Stopping {} failed", source.description(), thrown);
      }
    }
    return new BatchEvent.SourcesStopped();
  }

  /** The batch's outputs have ended. */
  void complete(long batch) {
    reporter.completed(
        batch,
        reporter.hasInputsToBeRead(batch) ? recordsRead(batch) : Map.of(),
        reporter.isHeard(batch) ? graph.stateInfos(new Time(batch)) : List.of());
    drop(batch);
  }

  private Map<Integer, Long> recordsRead(long batch) {
    Map<Integer, Long> read = new HashMap<>();
    for (int i = 0; i < sources.size(); i++) {
      long records = sources.get(i).recordsRead(new Time(batch));
      if (records != Allocation.UNKNOWN) {
        read.put(i, records);
      }
    }
    return read;
  }

  /** Nothing of the batch has to be done again. */
  void done(long batch) {
    journal.ifPresent(kept -> kept.done(batch));
  }

  /** The batch's jobs are not needed any more. */
  void drop(long batch) {
    planned.remove(batch);
  }

  /** Lets the sources release what nobody can ask for any more. */
  void forget(long batch) {
    planned.keySet().removeIf(time -> time <= batch);
    reporter.forget(batch);
    Time done = new Time(batch);
    graph.forget(done);
    for (StreamSource<?> source : sources) {
      try {
        source.done(graph.releasable(source, done));
      } catch (Throwable thrown) { // the batch is over well; the others must still hear of it
        reporter.failed(batch, thrown);
      }
    }
  }
}
