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
import dev.tidemill.runtime.batch.BatchMachine.Unfinished;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything around a machine, made of chance: a clock, steps that take their time and fail, people
 * who stop it. Checks every action against what has happened so far.
 */
final class SimulatedWorld {
  private static final long INTERVAL = 1000;
  private static final int SETTLE = -1;

  /** What the outside knows of a batch from its first allocation on. */
  private static final class Known {
    boolean allocated;
    boolean planned;
    boolean failed;
    Set<Integer> outputsDone = Set.of();
    List<Integer> outputs = List.of();
    // The outputs that are not done yet, and SETTLE behind them if there are states.
    List<Integer> jobs = List.of();
    final List<Integer> begun = new ArrayList<>();
    int ended;
  }

  private final BatchRules rules;
  private final long lastBatch;
  private final Random random;
  private final BatchMachine machine;
  private final List<String> history = new ArrayList<>();

  private long now;
  private long latest;
  private long inputUntil;
  private boolean failuresAllowed = true;
  private boolean stopAsked;
  private boolean onlyGracefulStops = true;
  private boolean anyFailure;
  private boolean deadlineGiven;
  private boolean deadlinePassed;
  private boolean superseded;

  // The steps that have been asked for and not answered.
  private Optional<Long> allocating = Optional.empty();
  private Optional<Long> planning = Optional.empty();
  private final List<Run> running = new ArrayList<>();
  private boolean stoppingSources;

  private final TreeMap<Long, Known> open = new TreeMap<>();
  private final Set<Long> over = new HashSet<>();
  private final Map<Long, String> how = new HashMap<>();
  private final Set<Long> done = new HashSet<>();
  // What a later process has to do the rest of.
  private final TreeSet<Long> parked = new TreeSet<>();
  private int failedBatches;
  // Of those that are over, the ones whose states have not been taken further.
  private final TreeSet<Long> unsettled = new TreeSet<>();
  private int failedSettles;
  private boolean statesFail;
  private long lastAllocated;
  private long lastMade;
  private long forgotten;
  private int timesSourcesWereStopped;
  private boolean ended;

  /**
   * @param lastBatch as the machine takes it, from the time at which it begins
   */
  SimulatedWorld(BatchRules rules, long lastBatch, Random random) {
    this.rules = rules;
    this.random = random;
    long zero = rules.maxParked().isPresent() ? INTERVAL * random.nextInt(6) : 0;
    List<Unfinished> unfinished = new ArrayList<>();
    for (long batch = INTERVAL; batch <= zero; batch += INTERVAL) {
      if (random.nextBoolean()) {
        Known known = new Known();
        known.allocated = true;
        known.outputsDone = Set.copyOf(someOutputs());
        open.put(batch, known);
        unfinished.add(new Unfinished(batch, known.outputsDone));
      } else {
        close(batch, "earlier");
      }
    }
    now = zero;
    latest = zero;
    lastAllocated = zero;
    lastMade = zero;
    forgotten = open.isEmpty() ? zero : open.firstKey() - INTERVAL;
    history.add("behind " + zero + " with " + unfinished);
    this.lastBatch = lastBatch == Long.MAX_VALUE ? lastBatch : zero + lastBatch;
    this.machine = new BatchMachine(rules, zero, unfinished, this.lastBatch);
  }

  private List<Integer> someOutputs() {
    List<Integer> outputs = new ArrayList<>();
    for (int output = 0; output < 3; output++) {
      if (random.nextInt(3) > 0) {
        outputs.add(output);
      }
    }
    return outputs;
  }

  boolean ended() {
    return ended;
  }

  @Override
  public String toString() {
    return rules + ", last batch " + lastBatch + "\n" + String.join("\n", history);
  }

  /** One event, whatever may happen now. */
  void anything() {
    int dice = random.nextInt(100);
    if (dice < 30) {
      tick();
    } else if (dice < 32) {
      stop(random.nextInt(3) > 0);
    } else if (dice < 34 && deadlineGiven) {
      passDeadline();
    } else {
      answerAnyStep();
    }
  }

  /** From here on all goes well; then the end must come, and leave nothing behind. */
  void stopAndAnswerEverything() {
    failuresAllowed = false;
    if (!stopAsked) {
      stop(random.nextBoolean());
    }
    for (int i = 0; i < 100_000 && !ended; i++) {
      if (!answerAnyStep()) {
        // A machine without a step waits for the time at which a source is asked again.
        send(new BatchEvent.Tick(now));
        require(ended || openSteps() > 0, "it waits for nothing after a stop");
      }
    }
    require(ended, "it does not end");
    checkWhatIsLeft();
  }

  private void checkWhatIsLeft() {
    require(timesSourcesWereStopped == 1, "sources stopped " + timesSourcesWereStopped + " times");
    if (deadlinePassed) {
      return; // given up: what still ran was left alone
    }
    require(openSteps() == 0, "it ended before its steps");
    require(open.isEmpty(), "it ended before its batches " + open.keySet());
    for (long time = INTERVAL; time <= lastMade; time += INTERVAL) {
      require(over.contains(time), "batch " + time + " has no end");
    }
    long releasable = parked.isEmpty() ? lastMade : parked.first() - INTERVAL;
    releasable =
        unsettled.isEmpty() ? releasable : Math.min(releasable, unsettled.first() - INTERVAL);
    require(forgotten == releasable, "forgot up to " + forgotten + " of " + releasable);
    if (onlyGracefulStops && !mustHalt()) {
      require(!how.containsValue("dropped"), "a graceful stop dropped a batch");
      require(
          lastMade > inputUntil || lastMade == lastBatch,
          "a graceful stop left input of " + inputUntil + " unread");
    }
  }

  /** Whether something other than a stop ends it. */
  private boolean mustHalt() {
    return superseded
        || statesFail
        || rules.stopOnFailure() && anyFailure
        || rules.maxParked().isPresent() && failedBatches > rules.maxParked().getAsInt();
  }

  private int openSteps() {
    return running.size()
        + (allocating.isPresent() ? 1 : 0)
        + (planning.isPresent() ? 1 : 0)
        + (stoppingSources ? 1 : 0);
  }

  private void tick() {
    boolean setBack = random.nextInt(10) == 0;
    now = Math.max(0, now + (setBack ? -random.nextInt(3000) : random.nextInt(2500)));
    latest = Math.max(latest, now);
    send(new BatchEvent.Tick(now));
  }

  private void stop(boolean graceful) {
    stopAsked = true;
    onlyGracefulStops &= graceful;
    send(new BatchEvent.StopRequested(graceful, random.nextBoolean()));
  }

  private void passDeadline() {
    deadlinePassed = true;
    send(new BatchEvent.DeadlinePassed());
  }

  private boolean answerAnyStep() {
    int steps = openSteps();
    if (steps == 0) {
      return false;
    }
    int chosen = random.nextInt(steps);
    if (chosen < running.size()) {
      Run run = running.remove(chosen);
      answerRun(run);
    } else if (stoppingSources && chosen == steps - 1) {
      stoppingSources = false;
      inputUntil = latest;
      send(new BatchEvent.SourcesStopped());
    } else if (allocating.isPresent() && (planning.isEmpty() || random.nextBoolean())) {
      answerAllocation(allocating.get());
    } else {
      answerPlan(planning.orElseThrow());
    }
    return true;
  }

  private void answerRun(Run run) {
    Known batch = open.get(run.batch());
    batch.ended++;
    Optional<Throwable> failure = maybeFailure();
    batch.failed |= failure.isPresent();
    if (run.output() != SETTLE) {
      send(new BatchEvent.OutputEnded(run.batch(), run.output(), failure));
      return;
    }
    if (failure.isPresent()) {
      failedSettles++;
      unsettled.add(run.batch());
    } else {
      failedSettles = 0;
      unsettled.headSet(run.batch(), true).clear();
    }
    statesFail |= failedSettles >= rules.stateAttempts();
    if (batch.outputs.isEmpty()) {
      close(run.batch(), batch.failed ? "failed" : "settled");
    }
    send(new BatchEvent.Settled(run.batch(), failure));
  }

  private void answerAllocation(long batch) {
    allocating = Optional.empty();
    if (failuresAllowed && rules.maxParked().isPresent() && random.nextInt(100) == 0) {
      superseded = true;
      anyFailure = true;
      send(new BatchEvent.Superseded(batch, new Exception("another one")));
      return;
    }
    Optional<Throwable> failure = maybeFailure();
    if (failure.isPresent()) {
      send(new BatchEvent.AllocationFailed(batch, failure.get()));
      return;
    }
    if (open.containsKey(batch)) {
      open.get(batch).allocated = true;
    }
    send(new BatchEvent.Allocated(batch));
  }

  private void answerPlan(long batch) {
    planning = Optional.empty();
    Optional<Throwable> failure = maybeFailure();
    if (failure.isPresent()) {
      boolean hasStates = random.nextInt(3) == 0;
      if (hasStates && !"dropped".equals(how.get(batch))) {
        unsettled.add(batch);
        statesFail |= unsettled.size() > 16;
      }
      endOf(batch, "failed");
      send(new BatchEvent.PlanFailed(batch, hasStates, failure.get()));
      return;
    }
    List<Integer> outputs = someOutputs();
    boolean hasStates = random.nextInt(3) == 0;
    Known known = open.get(batch);
    if (known != null) {
      known.outputs = new ArrayList<>(outputs);
      known.outputs.removeAll(known.outputsDone);
      known.jobs = new ArrayList<>(known.outputs);
      if (hasStates) {
        known.jobs.add(SETTLE);
      }
      if (known.jobs.isEmpty()) {
        close(batch, "empty");
      }
    }
    send(new BatchEvent.Planned(batch, outputs, hasStates));
  }

  /** A dropped batch has ended already; whatever its steps answer. */
  private void endOf(long batch, String reason) {
    if (!"dropped".equals(how.get(batch))) {
      close(batch, reason);
    }
  }

  private void close(long batch, String reason) {
    require(over.add(batch), "batch " + batch + " ended twice");
    how.put(batch, reason);
    open.remove(batch);
    boolean failed = reason.equals("failed");
    if (rules.maxParked().isPresent() && (failed || reason.equals("dropped"))) {
      parked.add(batch);
      failedBatches += failed ? 1 : 0;
    }
  }

  private boolean wentWell(long batch) {
    return List.of("empty", "settled", "completed").contains(how.getOrDefault(batch, "open"));
  }

  private Optional<Throwable> maybeFailure() {
    if (failuresAllowed && random.nextInt(12) == 0) {
      anyFailure = true;
      return Optional.of(new Exception("by chance"));
    }
    return Optional.empty();
  }

  private void send(BatchEvent event) {
    history.add(event.toString());
    List<BatchAction> actions = machine.on(event);
    require(!ended || actions.isEmpty(), "after the end it does " + actions);
    for (BatchAction action : actions) {
      history.add("    " + action);
      require(!ended, "after the end it does " + action);
      see(action);
    }
    if (rules.maxParked().isPresent()) {
      for (long batch : over) {
        require(done.contains(batch) == wentWell(batch), "is wrong about the end of " + batch);
      }
    }
  }

  private void see(BatchAction action) {
    if (action instanceof Allocate allocate) {
      seeAllocate(allocate.batch());
    } else if (action instanceof Plan plan) {
      seePlan(plan.batch());
    } else if (action instanceof Submit submit) {
      require(!open.get(submit.batch()).outputs.isEmpty(), "submits a batch of no outputs");
    } else if (action instanceof Run run) {
      seeRun(run);
    } else if (action instanceof Settle settle) {
      seeRun(new Run(settle.batch(), SETTLE));
    } else if (action instanceof Complete complete) {
      Known batch = open.get(complete.batch());
      require(batch.ended == batch.jobs.size(), "completes before all jobs ended");
      close(complete.batch(), batch.failed ? "failed" : "completed");
    } else if (action instanceof Done ended) {
      require(rules.maxParked().isPresent(), "tells a journal that there is not");
      require(wentWell(ended.batch()), "is done with " + how.get(ended.batch()));
      require(done.add(ended.batch()), "is done twice with " + ended.batch());
    } else if (action instanceof Drop drop) {
      seeDrop(drop.batch());
    } else if (action instanceof Abandon abandon) {
      require(deadlinePassed, "abandons before the deadline");
      require(!open.get(abandon.batch()).begun.isEmpty(), "abandons what has not begun");
    } else if (action instanceof Forget forget) {
      seeForget(forget.batch());
    } else if (action instanceof StopSources) {
      timesSourcesWereStopped++;
      stoppingSources = true;
    } else if (action instanceof SetDeadline) {
      require(stopAsked || isLastDue(), "a deadline that nobody asked for");
      deadlineGiven = true;
    } else if (action instanceof Overdue) {
      require(deadlinePassed, "complains before the deadline");
    } else if (action instanceof Interrupt) {
      require(deadlinePassed, "interrupts before the deadline");
    } else if (action instanceof Report) {
      require(anyFailure, "reports what did not fail");
    } else if (action instanceof End) {
      ended = true;
      require(stopAsked || isLastDue() || mustHalt(), "ends unasked");
    }
  }

  private boolean isLastDue() {
    return latest >= lastBatch;
  }

  private void seeAllocate(long batch) {
    require(batch <= lastBatch, "goes on behind the last batch");
    require(!mustHalt(), "allocates though it must halt");
    require(allocating.isEmpty(), "allocates two at once");
    boolean again = batch == lastAllocated && open.containsKey(batch) && !open.get(batch).allocated;
    require(again || batch == lastAllocated + INTERVAL, "allocates after " + lastAllocated);
    allocating = Optional.of(batch);
    lastAllocated = batch;
    lastMade = Math.max(lastMade, batch);
    open.putIfAbsent(batch, new Known());
    require(open.size() <= rules.maxPending(), open.size() + " are pending");
  }

  private void seePlan(long batch) {
    require(!mustHalt(), "plans though it must halt");
    require(planning.isEmpty(), "plans two at once");
    Known known = open.get(batch);
    require(known.allocated && !known.planned, "plans what is not allocated, or again");
    require(
        open.headMap(batch).values().stream().allMatch(earlier -> earlier.planned),
        "plans " + batch + " before an earlier one");
    known.planned = true;
    planning = Optional.of(batch);
  }

  private void seeRun(Run run) {
    Known batch = open.get(run.batch());
    require(!superseded, "runs though another process has taken over");
    require(!mustHalt() || !batch.begun.isEmpty(), "begins to run though it must halt");
    require(batch.jobs.get(batch.begun.size()) == run.output(), "runs jobs out of their order");
    batch.begun.add(run.output());
    open.headMap(run.batch())
        .forEach(
            (time, earlier) ->
                require(earlier.begun.size() == earlier.jobs.size(), "runs before " + time));
    running.add(run);
    require(running.size() <= rules.concurrentJobs(), running.size() + " run");
  }

  private void seeDrop(long batch) {
    Known known = open.get(batch);
    require(stopAsked || isLastDue() || mustHalt(), "drops a batch unasked");
    boolean begun = known != null && !known.begun.isEmpty();
    require(!begun || superseded, "drops a batch that began");
    require(!begun || known.ended == known.begun.size(), "drops a batch that runs");
    require(!begun || known.ended < known.jobs.size(), "drops a batch that has ended");
    require(known != null || batch == lastMade + INTERVAL, "drops what nobody owes");
    lastMade = Math.max(lastMade, batch);
    close(batch, "dropped");
  }

  private void seeForget(long batch) {
    require(batch > forgotten, "forgets backwards from " + forgotten);
    require(allocating.isEmpty(), "forgets while a source is asked");
    for (long time = forgotten + INTERVAL; time <= batch; time += INTERVAL) {
      require(over.contains(time), "forgets " + time + ", which is not over");
      require(!parked.contains(time), "forgets " + time + ", which is parked");
      require(!unsettled.contains(time), "forgets " + time + ", whose states wait");
    }
    forgotten = batch;
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new AssertionError("The machine " + complaint);
    }
  }
}
