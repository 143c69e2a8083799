package dev.tidemill.runtime.batch;

import dev.tidemill.runtime.batch.BatchAction.Abandon;
import dev.tidemill.runtime.batch.BatchAction.Allocate;
import dev.tidemill.runtime.batch.BatchAction.Complete;
import dev.tidemill.runtime.batch.BatchAction.Done;
import dev.tidemill.runtime.batch.BatchAction.Drop;
import dev.tidemill.runtime.batch.BatchAction.End;
import dev.tidemill.runtime.batch.BatchAction.Forget;
import dev.tidemill.runtime.batch.BatchAction.Interrupt;
import dev.tidemill.runtime.batch.BatchAction.Overdue;
import dev.tidemill.runtime.batch.BatchAction.Plan;
import dev.tidemill.runtime.batch.BatchAction.Report;
import dev.tidemill.runtime.batch.BatchAction.Run;
import dev.tidemill.runtime.batch.BatchAction.SetDeadline;
import dev.tidemill.runtime.batch.BatchAction.Settle;
import dev.tidemill.runtime.batch.BatchAction.StopSources;
import dev.tidemill.runtime.batch.BatchAction.Submit;
import dev.tidemill.runtime.batch.BatchEvent.Allocated;
import dev.tidemill.runtime.batch.BatchEvent.AllocationFailed;
import dev.tidemill.runtime.batch.BatchEvent.DeadlinePassed;
import dev.tidemill.runtime.batch.BatchEvent.OutputEnded;
import dev.tidemill.runtime.batch.BatchEvent.PlanFailed;
import dev.tidemill.runtime.batch.BatchEvent.Planned;
import dev.tidemill.runtime.batch.BatchEvent.Settled;
import dev.tidemill.runtime.batch.BatchEvent.SourcesStopped;
import dev.tidemill.runtime.batch.BatchEvent.StopRequested;
import dev.tidemill.runtime.batch.BatchEvent.Superseded;
import dev.tidemill.runtime.batch.BatchEvent.Tick;
import dev.tidemill.streaming.StopReport;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Decides what is done with batches, and when. Pure: the same events give the same actions.
 *
 * <pre>
 *   a batch   owed ──► allocating ──► allocated ──► planning ──► planned ──► over
 *                          └─ failed: asked again at the next tick
 *
 *   the whole RUNNING ──► DRAINING ──► HALTING ──► ENDED
 *                └──────────────────────┘
 * </pre>
 *
 * <p>Batches are allocated and planned one at a time in the order of their times; their outputs run
 * in the order (batch, output), as many at once as the rules allow; behind them, as one more job,
 * the states that the batch takes further. A time that has come while {@code maxPending} batches
 * are on their way is owed: its batch begins when there is room. No time is skipped.
 *
 * <p>A failed output or plan is reported; later batches go on. Where nothing outlives the process,
 * the batch counts as over. Where a journal is kept it is parked: all that was done of it stays
 * known, and a later process does the rest; too many of them stop the context. So is a batch that a
 * stop has dropped, but it is not counted. What a parked batch needs is not forgotten. States are
 * never taken past a batch: if one could not take them further, the next one does that first, and
 * until then what it needs is not forgotten; too many such batches stop the context. A failed
 * allocation leaves the batch where it is, so that what other sources gave to it is not lost.
 *
 * <p>A graceful stop ends the input, then runs every time that has come and one last batch for what
 * was received since, at the next time of the grid without waiting for it. Sources that do not end
 * within half of its time are not waited for, so that they do not keep the batches from the rest.
 * Where a last batch is given, it ends this way by itself. A stop now finishes the batches whose
 * outputs have begun and drops the others. Once another process has taken over, nothing more is
 * begun, not even of those.
 */
public final class BatchMachine {
  /** Where the whole is. */
  private enum Phase {
    /** Ticks make batches. */
    RUNNING,
    /** Input ends; what came in is run. */
    DRAINING,
    /** Only what has begun to run goes on. */
    HALTING,
    /** Nothing happens any more. */
    ENDED
  }

  /** Where a batch is, in this order. */
  private enum Stage {
    OWED,
    ALLOCATING,
    ALLOCATED,
    PLANNING,
    PLANNED
  }

  /** Which deadline has been set, in order of strictness; a stricter one replaces a laxer one. */
  private enum Limit {
    NONE,
    SOURCES,
    DRAIN,
    HALT
  }

  private static final class Batch {
    final long time;
    Stage stage = Stage.OWED;
    List<Integer> outputs = List.of();
    boolean hasStates;
    int begun;
    int ended;
    boolean failed;
    // What an earlier process has done of it.
    final Set<Integer> outputsDone;

    Batch(long time) {
      this(time, Set.of());
    }

    Batch(long time, Set<Integer> outputsDone) {
      this.time = time;
      this.outputsDone = outputsDone;
    }

    /** The outputs, and behind them the states. */
    int jobs() {
      return outputs.size() + (hasStates ? 1 : 0);
    }

    BatchAction job(int number) {
      return number < outputs.size() ? new Run(time, outputs.get(number)) : new Settle(time);
    }
  }

  /** As many batches wait for their states to be taken further: their input is kept. */
  private static final int MOST_UNSETTLED = 16;

  private final BatchRules rules;
  // invariant: nextBatch <= lastBatch until the last one is made
  private final long lastBatch;
  private final NavigableMap<Long, Batch> pending = new TreeMap<>();
  private Phase phase = Phase.RUNNING;
  private long nextBatch;
  private long now;
  private boolean allocating;
  private boolean planning;
  private boolean allocationMustWait;
  private int running;
  private boolean sourcesStopping;
  private boolean sourcesStopped;
  private boolean lastBatchMade;
  private Limit limit = Limit.NONE;
  private boolean givenUp;
  private boolean superseded;
  private long forgotten;
  // What a later process does the rest of, if there is a journal.
  private final NavigableSet<Long> parked = new TreeSet<>();
  private int failedBatches;
  // Of batches that are over, those that have not taken the states further.
  private final NavigableSet<Long> unsettled = new TreeSet<>();
  private int failedSettles;
  private List<BatchAction> actions = new ArrayList<>();

  /** A batch that an earlier process has allocated, and what of its outputs it has done. */
  public record Unfinished(long batch, Set<Integer> outputsDone) {}

  /**
   * @param zeroTime a time of the grid; the first new batch is one interval later
   */
  public BatchMachine(BatchRules rules, long zeroTime) {
    this(rules, zeroTime, List.of(), Long.MAX_VALUE);
  }

  /**
   * @param unfinished batches of an earlier process, which are finished before new ones begin
   * @param lastBatch when it is due, the whole stops gracefully with it; {@code Long.MAX_VALUE} if
   *     only somebody stops it
   */
  public BatchMachine(
      BatchRules rules, long zeroTime, List<Unfinished> unfinished, long lastBatch) {
    this.rules = rules;
    this.lastBatch = lastBatch;
    this.now = zeroTime;
    this.nextBatch = zeroTime + rules.interval();
    this.forgotten = zeroTime;
    for (Unfinished left : unfinished) {
      Batch batch = new Batch(left.batch(), Set.copyOf(left.outputsDone()));
      batch.stage = Stage.ALLOCATED;
      pending.put(batch.time, batch);
      forgotten = Math.min(forgotten, batch.time - rules.interval());
    }
  }

  /** Takes an event; gives what is to be done now, in this order. */
  public List<BatchAction> on(BatchEvent event) {
    actions = new ArrayList<>(4);
    if (phase != Phase.ENDED) {
      take(event);
      advance();
    }
    return actions;
  }

  private void take(BatchEvent event) {
    if (event instanceof Tick tick) {
      // The clock of a machine may be set back; the time of batches only rises.
      now = Math.max(now, tick.now());
      allocationMustWait = false;
    } else if (event instanceof Allocated allocated) {
      allocating = false;
      setStage(allocated.batch(), Stage.ALLOCATED);
    } else if (event instanceof AllocationFailed failed) {
      allocating = false;
      allocationMustWait = true;
      if (setStage(failed.batch(), Stage.OWED)) {
        report(failed.batch(), failed.cause());
      }
    } else if (event instanceof Superseded taken) {
      allocating = false;
      if (setStage(taken.batch(), Stage.OWED)) {
        report(taken.batch(), taken.cause());
      }
      superseded = true;
      halt();
    } else if (event instanceof Planned planned) {
      planning = false;
      takePlan(planned);
    } else if (event instanceof PlanFailed failed) {
      planning = false;
      takePlanFailure(failed);
    } else if (event instanceof OutputEnded ended) {
      takeEnd(ended.batch(), ended.failure());
    } else if (event instanceof Settled settled) {
      takeSettled(settled);
    } else if (event instanceof StopRequested request) {
      takeStop(request);
    } else if (event instanceof SourcesStopped) {
      sourcesStopped = true;
    } else if (event instanceof DeadlinePassed) {
      takeDeadline();
    }
  }

  /** Returns false for a batch that has been dropped meanwhile: how its steps end is no matter. */
  private boolean setStage(long time, Stage stage) {
    Batch batch = pending.get(time);
    if (batch == null) {
      return false;
    }
    batch.stage = stage;
    return true;
  }

  private void takePlan(Planned planned) {
    Batch batch = pending.get(planned.batch());
    if (batch == null) {
      return;
    }
    batch.stage = Stage.PLANNED;
    batch.outputs =
        planned.outputs().stream().filter(output -> !batch.outputsDone.contains(output)).toList();
    batch.hasStates = planned.hasStates();
    if (batch.jobs() == 0) {
      end(batch);
    } else if (!batch.outputs.isEmpty()) {
      actions.add(new Submit(batch.time));
    }
  }

  private void takeEnd(long time, Optional<Throwable> failure) {
    running--;
    Batch batch = pending.get(time);
    batch.ended++;
    batch.failed |= failure.isPresent();
    failure.ifPresent(cause -> report(time, cause));
    if (batch.ended == batch.jobs()) {
      if (!batch.outputs.isEmpty()) {
        actions.add(new Complete(time));
      }
      end(batch);
    } else if (superseded && batch.ended == batch.begun) {
      drop(batch);
    }
  }

  private void takeSettled(Settled settled) {
    if (settled.failure().isPresent()) {
      failedSettles++;
      unsettled.add(settled.batch());
    } else {
      failedSettles = 0;
      unsettled.headSet(settled.batch(), true).clear();
    }
    takeEnd(settled.batch(), settled.failure());
    haltIfStatesFail();
  }

  private void haltIfStatesFail() {
    if (failedSettles >= rules.stateAttempts() || unsettled.size() > MOST_UNSETTLED) {
      halt(); // what failed has been reported
    }
  }

  private void takePlanFailure(PlanFailed failed) {
    Batch batch = pending.remove(failed.batch()); // first: a halt drops those that are pending
    if (batch != null) {
      report(batch.time, failed.cause());
      batch.failed = true;
      end(batch);
      if (failed.hasStates()) {
        unsettled.add(batch.time);
        haltIfStatesFail();
      }
    }
  }

  private void end(Batch batch) {
    pending.remove(batch.time);
    if (rules.maxParked().isEmpty()) {
      return; // nobody will ask what was done
    }
    if (batch.failed) {
      park(batch.time);
    } else {
      actions.add(new Done(batch.time));
    }
  }

  private void park(long batch) {
    parked.add(batch);
    failedBatches++;
    if (failedBatches > rules.maxParked().getAsInt()) {
      halt(); // what failed has been reported
    }
  }

  private void drop(Batch batch) {
    pending.remove(batch.time);
    actions.add(new Drop(batch.time));
    if (rules.maxParked().isPresent()) {
      parked.add(batch.time);
    }
  }

  private void report(long batch, Throwable cause) {
    actions.add(new Report(batch, cause));
    if (rules.stopOnFailure()) {
      halt();
    }
  }

  private void takeStop(StopRequested request) {
    if (!request.graceful()) {
      halt();
    } else if (phase == Phase.RUNNING) {
      drain();
    }
    if (request.waiting() && !(request.graceful() && phase == Phase.DRAINING)) {
      limit(request.graceful() ? Limit.DRAIN : Limit.HALT);
    }
  }

  private void drain() {
    phase = Phase.DRAINING;
    stopSources();
    limit(Limit.SOURCES);
  }

  /** Asking again must not put off a deadline that runs. */
  private void limit(Limit wanted) {
    if (wanted.compareTo(limit) > 0) {
      actions.add(new SetDeadline(millis(wanted)));
      limit = wanted;
    }
  }

  private long millis(Limit wanted) {
    long whole = rules.drainDeadline();
    return switch (wanted) {
      case SOURCES -> whole / 2;
      case DRAIN -> limit == Limit.SOURCES ? whole - whole / 2 : whole;
      case NONE, HALT -> rules.haltDeadline();
    };
  }

  private void takeDeadline() {
    if (phase == Phase.DRAINING && limit == Limit.SOURCES) {
      if (!sourcesStopped) {
        sourcesStopped = true; // what they gave so far is run; of what they still give, nothing
        actions.add(new Overdue(StopReport.Phase.SOURCES));
      }
      limit(Limit.DRAIN);
    } else if (phase == Phase.DRAINING) {
      actions.add(new Overdue(StopReport.Phase.DRAIN));
      halt();
      limit(Limit.HALT);
    } else if (phase == Phase.HALTING) {
      givenUp = true;
      if (!sourcesStopped) {
        actions.add(new Overdue(StopReport.Phase.SOURCES));
      }
      if (running > 0 || allocating || planning) {
        actions.add(new Overdue(StopReport.Phase.OUTPUTS));
      }
      actions.add(new Interrupt());
      pending.keySet().forEach(batch -> actions.add(new Abandon(batch)));
    }
  }

  private void halt() {
    if (phase == Phase.HALTING) {
      return;
    }
    phase = Phase.HALTING;
    stopSources();
    for (Batch batch : List.copyOf(pending.values())) {
      if (batch.begun == 0) {
        drop(batch);
      }
    }
  }

  private void stopSources() {
    if (!sourcesStopping) {
      sourcesStopping = true;
      actions.add(new StopSources());
    }
  }

  private void advance() {
    boolean open = phase == Phase.RUNNING || phase == Phase.DRAINING;
    if (open) {
      makeBatches();
      planNext();
    }
    if (!superseded) {
      runNext();
    }
    forget();
    if (open) {
      allocateNext(); // after forget: sources hear of one of the two at a time
    }
    maybeEnd();
  }

  private void makeBatches() {
    while (nextBatch <= now && nextBatch < lastBatch && hasRoom()) {
      makeBatch();
    }
    if (phase == Phase.RUNNING && nextBatch == lastBatch && lastBatch <= now && pending.isEmpty()) {
      drain(); // not earlier: its deadline is not for batches that were owed before
    }
    boolean nothingOwed = nextBatch > now || nextBatch == lastBatch;
    if (phase == Phase.DRAINING && sourcesStopped && nothingOwed && hasRoom()) {
      lastBatchMade = true;
      makeBatch();
    }
  }

  private boolean hasRoom() {
    return pending.size() < rules.maxPending() && !lastBatchMade;
  }

  private void makeBatch() {
    pending.put(nextBatch, new Batch(nextBatch));
    nextBatch += rules.interval();
  }

  private void allocateNext() {
    if (allocating || allocationMustWait) {
      return;
    }
    Batch batch = firstIn(Stage.OWED);
    if (batch != null) {
      allocating = true;
      batch.stage = Stage.ALLOCATING;
      actions.add(new Allocate(batch.time));
    }
  }

  private void planNext() {
    if (planning) {
      return;
    }
    // invariant: allocation is in batch order, so no earlier batch is still to be planned
    Batch batch = firstIn(Stage.ALLOCATED);
    if (batch != null) {
      planning = true;
      batch.stage = Stage.PLANNING;
      actions.add(new Plan(batch.time));
    }
  }

  private Batch firstIn(Stage stage) {
    for (Batch batch : pending.values()) {
      if (batch.stage == stage) {
        return batch;
      }
    }
    return null;
  }

  private void runNext() {
    for (Batch batch : pending.values()) {
      while (batch.begun < batch.jobs()) {
        if (running == rules.concurrentJobs()) {
          return;
        }
        actions.add(batch.job(batch.begun));
        batch.begun++;
        running++;
      }
      if (running == rules.concurrentJobs() || batch.stage != Stage.PLANNED) {
        // A batch is planned only after all earlier ones, so none behind it can run either.
        return;
      }
    }
  }

  private void forget() {
    if (allocating) {
      return; // sources are promised one call at a time
    }
    long first = pending.isEmpty() ? nextBatch : pending.firstKey();
    if (!parked.isEmpty()) {
      first = Math.min(first, parked.first());
    }
    if (!unsettled.isEmpty()) {
      first = Math.min(first, unsettled.first());
    }
    long over = first - rules.interval();
    if (over > forgotten) {
      forgotten = over;
      actions.add(new Forget(over));
    }
  }

  private void maybeEnd() {
    boolean idle = running == 0 && !allocating && !planning && sourcesStopped;
    boolean drained = phase == Phase.DRAINING && lastBatchMade && pending.isEmpty() && idle;
    boolean halted = phase == Phase.HALTING && (idle || givenUp);
    if (drained || halted) {
      phase = Phase.ENDED;
      actions.add(new End());
    }
  }
}
