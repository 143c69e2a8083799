package dev.tidemill.runtime.schedule;

import dev.tidemill.Option;
import dev.tidemill.core.error.StackText;
import dev.tidemill.core.text.Printable;
import dev.tidemill.dstream.graph.OutputJob;
import dev.tidemill.dstream.source.Allocation;
import dev.tidemill.runtime.batch.BatchAction;
import dev.tidemill.runtime.listen.ListenerBus;
import dev.tidemill.streaming.StopReport;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.scheduler.BatchInfo;
import dev.tidemill.streaming.scheduler.OutputOperationInfo;
import dev.tidemill.streaming.scheduler.StateInfo;
import dev.tidemill.streaming.scheduler.StreamInputInfo;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchCompleted;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchStarted;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchSubmitted;
import dev.tidemill.streaming.scheduler.StreamingListenerOutputOperationCompleted;
import dev.tidemill.streaming.scheduler.StreamingListenerOutputOperationStarted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the facts of the batches that are not over, and tells the waiter and the listeners. One
 * lock; nothing is called under it but the bus, which only queues. Listeners cost nothing where
 * there are none.
 */
public final class BatchReporter {
  private static final Logger LOG = LoggerFactory.getLogger(BatchReporter.class);

  private static final class Facts {
    final Map<Integer, StreamInputInfo> inputs = new HashMap<>();
    final Map<Integer, OutputOperationInfo> outputs = new HashMap<>();
    boolean inputsToBeRead;
    long submitted;
    Option<Long> started = Option.empty();
    Option<Long> ended = Option.empty();
    List<StateInfo> states = List.of();

    BatchInfo info(long batch) {
      return new BatchInfo(new Time(batch), inputs, submitted, started, ended, outputs, states);
    }
  }

  private final ListenerBus bus;
  private final Termination termination;
  private final NavigableMap<Long, Facts> open = new TreeMap<>();

  public BatchReporter(ListenerBus bus, Termination termination) {
    this.bus = bus;
    this.termination = termination;
  }

  synchronized void allocated(long batch, List<Allocation> allocations) {
    if (bus.isEmpty()) {
      return;
    }
    Facts facts = facts(batch);
    for (int i = 0; i < allocations.size(); i++) {
      Allocation allocation = allocations.get(i);
      if (allocation.records() == Allocation.UNKNOWN && allocation.description().isEmpty()) {
        continue; // it has nothing to report (semantics section 12)
      }
      Map<String, Object> metadata = new HashMap<>(allocation.metadata());
      if (!allocation.description().isEmpty()) {
        metadata.put(StreamInputInfo.METADATA_KEY_DESCRIPTION(), allocation.description());
      }
      facts.inputs.put(i, new StreamInputInfo(i, Math.max(0, allocation.records()), metadata));
      facts.inputsToBeRead |= allocation.records() == Allocation.UNKNOWN;
    }
  }

  synchronized void planned(long batch, List<OutputJob> jobs) {
    if (bus.isEmpty()) {
      return;
    }
    Facts facts = facts(batch);
    for (OutputJob job : jobs) {
      facts.outputs.put(
          job.index(),
          new OutputOperationInfo(
              new Time(batch),
              job.index(),
              job.name(),
              job.calledFrom(),
              Option.empty(),
              Option.empty(),
              Option.empty()));
    }
  }

  synchronized void submitted(long batch) {
    Facts facts = open.get(batch);
    if (facts != null) {
      facts.submitted = System.currentTimeMillis();
      bus.post(new StreamingListenerBatchSubmitted(facts.info(batch)));
    }
  }

  synchronized void outputStarted(long batch, int output) {
    Facts facts = open.get(batch);
    if (facts == null || !facts.outputs.containsKey(output)) {
      return;
    }
    Option<Long> now = Option.apply(System.currentTimeMillis());
    if (facts.started.isEmpty()) {
      facts.started = now;
      bus.post(new StreamingListenerBatchStarted(facts.info(batch)));
    }
    OutputOperationInfo info = facts.outputs.get(output);
    OutputOperationInfo begun =
        new OutputOperationInfo(
            info.batchTime(),
            output,
            info.name(),
            info.description(),
            now,
            Option.empty(),
            Option.empty());
    facts.outputs.put(output, begun);
    bus.post(new StreamingListenerOutputOperationStarted(begun));
  }

  synchronized void outputEnded(long batch, int output, Optional<Throwable> failure) {
    Facts facts = open.get(batch);
    if (facts == null || !facts.outputs.containsKey(output)) {
      return;
    }
    OutputOperationInfo info = facts.outputs.get(output);
    OutputOperationInfo ended =
        new OutputOperationInfo(
            info.batchTime(),
            output,
            info.name(),
            info.description(),
            info.startTime(),
            Option.apply(System.currentTimeMillis()),
            Option.apply(failure.map(StackText::of).orElse(null)));
    facts.outputs.put(output, ended);
    bus.post(new StreamingListenerOutputOperationCompleted(ended));
  }

  /** Whether somebody wants to hear of inputs of the batch that only reading could count. */
  synchronized boolean hasInputsToBeRead(long batch) {
    Facts facts = open.get(batch);
    return facts != null && facts.inputsToBeRead;
  }

  /** Whether somebody wants to hear of the batch. */
  synchronized boolean isHeard(long batch) {
    return open.containsKey(batch);
  }

  /**
   * @param recordsRead what reading has counted, by source; may be empty
   * @param states what the batch did to states
   */
  synchronized void completed(long batch, Map<Integer, Long> recordsRead, List<StateInfo> states) {
    termination.batchCompleted();
    Facts facts = open.remove(batch);
    if (facts != null) {
      recordsRead.forEach(
          (source, count) ->
              facts.inputs.computeIfPresent(
                  source, (id, input) -> new StreamInputInfo(id, count, input.metadata())));
      facts.ended = Option.apply(System.currentTimeMillis());
      facts.states = states;
      bus.post(new StreamingListenerBatchCompleted(facts.info(batch)));
    }
  }

  /** One sentence in the log; the whole is thrown by awaitTermination. */
  void failed(long batch, Throwable cause) {
    termination.failed(cause);
    LOG.error(
        "Batch {} failed: {} (awaitTermination() throws it with its stack; so does this log at"
            + " DEBUG)",
        new Time(batch),
        Printable.text(cause));
    LOG.debug("Batch {} failed", new Time(batch), cause);
  }

  /** The engine itself could not do an action; the context stops. */
  void broken(BatchAction action, Throwable cause) {
    termination.failed(cause);
    LOG.error("The context stops, since {} failed: {}", action, Printable.text(cause), cause);
  }

  synchronized void dropped(long batch) {
    termination.batchLeftOut(batch);
    open.remove(batch);
  }

  void overdue(StopReport.Phase phase) {
    termination.overdue(phase);
  }

  synchronized void forget(long batch) {
    open.headMap(batch, true).clear();
  }

  private Facts facts(long batch) {
    return open.computeIfAbsent(batch, time -> new Facts());
  }
}
