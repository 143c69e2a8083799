package dev.tidemill.runtime;

import dev.tidemill.SparkContext;
import dev.tidemill.SparkException;
import dev.tidemill.core.error.CallSite;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.thread.EngineThread;
import dev.tidemill.dstream.graph.Grid;
import dev.tidemill.dstream.graph.StreamGraph;
import dev.tidemill.dstream.runtime.StreamingRuntime;
import dev.tidemill.dstream.source.SourceContext;
import dev.tidemill.runtime.batch.BatchEvent;
import dev.tidemill.runtime.batch.BatchMachine;
import dev.tidemill.runtime.listen.ExtraListeners;
import dev.tidemill.runtime.listen.ListenerBus;
import dev.tidemill.runtime.schedule.BatchReporter;
import dev.tidemill.runtime.schedule.BatchScheduler;
import dev.tidemill.runtime.schedule.BatchSteps;
import dev.tidemill.runtime.schedule.BatchTicker;
import dev.tidemill.runtime.schedule.StepExecutor;
import dev.tidemill.runtime.schedule.SteppedExecutor;
import dev.tidemill.runtime.schedule.Termination;
import dev.tidemill.runtime.schedule.Workers;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.RestoreReport;
import dev.tidemill.streaming.StopReport;
import dev.tidemill.streaming.StreamingContextState;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.scheduler.StreamingListener;
import dev.tidemill.streaming.scheduler.StreamingListenerStreamingStarted;
import dev.tidemill.util.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and stops what drives the batches of one context.
 *
 * <p>The lock guards the state only; nothing is waited for, joined or called out to under it. So
 * {@code stop} may be called from anywhere, any number of times.
 */
public final class BatchRuntime implements StreamingRuntime {
  private static final Logger LOG = LoggerFactory.getLogger(BatchRuntime.class);
  private static final long LISTENERS_MAY_TAKE_MS = 2000;

  /** One process drives one context at a time (semantics section 2). */
  private static final AtomicReference<BatchRuntime> ACTIVE = new AtomicReference<>();

  private final SparkContext sparkContext;
  private final StreamGraph graph;
  private final Clock clock;
  private final boolean stepped;
  private final RuntimeSettings settings;
  private final ListenerBus bus = new ListenerBus();
  private final Termination termination = new Termination();
  private final CheckpointPlace checkpoint;

  private StreamingContextState state = StreamingContextState.INITIALIZED;

  private Optional<StopReport> stopReport = Optional.empty();
  private Optional<StopFile> stopFile = Optional.empty();

  /** Who is inside {@link #start}; state is still INITIALIZED then. */
  private Optional<Thread> starter = Optional.empty();

  private final List<BatchEvent.StopRequested> stopsWhileStarting = new ArrayList<>();
  private boolean stopSparkContextAtEnd;
  private String startedAt = "";
  private BatchScheduler scheduler;
  private Optional<BatchTicker> ticker = Optional.empty();
  private Optional<ShutdownHook> hook = Optional.empty();

  private BatchRuntime(SparkContext sparkContext, StreamGraph graph, Clock clock, boolean stepped) {
    this.sparkContext = sparkContext;
    this.graph = graph;
    this.clock = clock;
    this.stepped = stepped;
    this.checkpoint = new CheckpointPlace(stepped);
    this.settings = RuntimeSettings.from(sparkContext.getConf(), graph.batchDuration());
  }

  /** Batches follow the clock on threads of their own. */
  public static BatchRuntime onThreads(SparkContext sparkContext, StreamGraph graph, Clock clock) {
    return new BatchRuntime(sparkContext, graph, clock, false);
  }

  /** Batches run on the thread that calls {@link #tick}, before it returns. For tests. */
  public static BatchRuntime stepped(SparkContext sparkContext, StreamGraph graph, Clock clock) {
    return new BatchRuntime(sparkContext, graph, clock, true);
  }

  /** Tells the batches to look at the clock; for a stepped runtime. */
  public void tick() {
    BatchScheduler running;
    synchronized (this) {
      requireActive();
      running = scheduler;
    }
    tick(running, new BatchEvent.Tick(clock.getTimeMillis()));
  }

  private void tick(BatchScheduler running, BatchEvent.Tick tick) {
    running.post(tick);
    Optional<StopFile> lookedFor;
    synchronized (this) {
      lookedFor = stopFile;
    }
    lookedFor.ifPresent(file -> file.tick(tick.now()));
  }

  /** Waits until listeners have heard what happened before; false if that takes too long. */
  public boolean awaitListeners(long timeoutMs) throws InterruptedException {
    return bus.awaitHeard(timeoutMs);
  }

  /**
   * @throws IllegalStateException before the start and after the end
   */
  public synchronized void requireActive() {
    if (state != StreamingContextState.ACTIVE) {
      throw new IllegalStateException(
          "The context is " + state + "; only an ACTIVE one has batches.");
    }
  }

  @Override
  public synchronized StreamingContextState state() {
    return state;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public void checkpoint(String directory, boolean goOn) {
    checkpoint(CheckpointPlace.storeOf(sparkContext, directory), goOn);
  }

  /** As above, on a store that is open. */
  public synchronized void checkpoint(Optional<FileStore> store, boolean goOn) {
    if (state != StreamingContextState.INITIALIZED || starter.isPresent()) {
      LOG.warn("checkpoint: the context has been started; a directory set now is not used.");
      return;
    }
    checkpoint.set(store, goOn);
  }

  /** Writes nothing more to the checkpoint directory, as if the process had been killed. */
  public void abandonCheckpoint() {
    checkpoint.abandon();
  }

  @Override
  public Optional<RestoreReport> restoreReport() {
    return checkpoint.report();
  }

  @Override
  public synchronized Optional<StopReport> stopReport() {
    return stopReport;
  }

  /** Batches whose outputs have all ended so far. */
  public long completedBatches() {
    return termination.completedBatches();
  }

  /** Batches that a stop left out, or left before they had ended. */
  public long unfinishedBatches() {
    return termination.leftOut().size();
  }

  /** Failures of batches so far. */
  public long failures() {
    return termination.failures();
  }

  @Override
  public void start() {
    synchronized (this) {
      if (state == StreamingContextState.STOPPED) {
        throw new IllegalStateException(
            "StreamingContext has already been stopped; make a new one to start again.");
      }
      if (state == StreamingContextState.ACTIVE || starter.isPresent()) {
        LOG.warn("StreamingContext has already been started.");
        return;
      }
      startedAt = CallSite.of("started"); // first, since others read it once we are ACTIVE
      BatchRuntime other = ACTIVE.compareAndExchange(null, this);
      if (other != null) {
        throw new IllegalStateException(
            "Only one StreamingContext may be started in this JVM. Currently running"
                + " StreamingContext was "
                + other.startedAt
                + "; stop it first.");
      }
      starter = Optional.of(Thread.currentThread());
    }
    SourceSet sources = new SourceSet(graph.sources());
    try {
      startAll(sources);
    } catch (Throwable failed) {
      sources.stopQuietly();
      ended();
      throw failed;
    }
  }

  private void startAll(SourceSet sources) {
    if (sparkContext.isStopped()) {
      throw new IllegalStateException(
          "The SparkContext of this StreamingContext has been stopped; make both anew.");
    }
    Optional<StopFile> toLookFor =
        StopFile.open(sparkContext, settings.stop().file(), this::stopByFile, stepped);
    Optional<Checkpoint> opened = checkpoint.open(sparkContext, graph, clock, settings);
    Grid grid = opened.map(Checkpoint::grid).orElseGet(this::newGrid);
    long resumeAfter =
        opened.map(Checkpoint::resumeAfter).orElse(grid.present().after()).milliseconds();
    graph.start(grid, new SparkMarks(sparkContext), hasCheckpointDirectory());
    if (opened.isEmpty() && !stepped && !graph.keyedStates().isEmpty()) {
      LOG.info(
          "What {} keeps ends with this process; with a checkpoint directory"
              + " (checkpoint(directory) and getOrCreate) the next one goes on with it.",
          graph.keyedStates().get(0));
    }
    addExtraListeners();
    BatchReporter reporter = new BatchReporter(bus, termination);
    BatchScheduler made =
        new BatchScheduler(
            machine(opened, resumeAfter),
            new BatchSteps(graph, reporter, checkpoint.begin()),
            reporter,
            this::executor,
            this::ended);
    sources.start(
        streamId ->
            new SourceContext(
                streamId,
                sparkContext.getConf(),
                clock,
                graph.batchDuration(),
                grid.present().zero(),
                opened.isPresent(),
                bus::post));
    synchronized (this) {
      stopFile = toLookFor;
    }
    checkpoint.awaitTold(); // before the first batch says anything
    activate(
        made,
        new BatchTicker(
            clock, resumeAfter, graph.batchDuration().milliseconds(), tick -> tick(made, tick)));
  }

  private void stopByFile() {
    BatchScheduler running;
    synchronized (this) {
      running = scheduler;
    }
    running.post(new BatchEvent.StopRequested(true, false));
  }

  private Grid newGrid() {
    Duration interval = graph.batchDuration();
    return Grid.from(new Time(clock.getTimeMillis()).floor(interval), interval);
  }

  private BatchMachine machine(Optional<Checkpoint> opened, long resumeAfter) {
    return new BatchMachine(
        opened.isPresent() ? settings.rulesWithJournal() : settings.rules(),
        resumeAfter,
        opened.map(Checkpoint::unfinished).orElse(List.of()),
        settings
            .stop()
            .lastBatch(resumeAfter, graph.batchDuration().milliseconds(), clock.getTimeMillis()));
  }

  private void addExtraListeners() {
    try {
      ExtraListeners.of(sparkContext.getConf()).forEach(bus::add);
    } catch (SparkException refused) {
      synchronized (this) {
        // The one failed start that ends the SparkContext as well (semantics section 2).
        stopSparkContextAtEnd = settings.stopSparkContextByDefault();
      }
      throw Sneaky.thrown(refused);
    }
  }

  private boolean hasCheckpointDirectory() {
    return sparkContext.getCheckpointDir().isDefined();
  }

  private void activate(BatchScheduler made, BatchTicker madeTicker) {
    synchronized (this) {
      // One step under the lock: a stop finds all of it or nothing, and leaves none of it behind.
      hook = Optional.of(ShutdownHook.install(this::stopAtShutdown));
      bus.post(new StreamingListenerStreamingStarted(System.currentTimeMillis()));
      if (!stepped) {
        ticker = Optional.of(madeTicker);
        madeTicker.start();
      }
      scheduler = made;
      state = StreamingContextState.ACTIVE;
      starter = Optional.empty();
    }
    // Batches of an earlier process are finished, and times that came meanwhile are made up for.
    made.post(new BatchEvent.Tick(clock.getTimeMillis()));
    // Nobody adds to it any more, since we are ACTIVE.
    stopsWhileStarting.forEach(made::post);
  }

  private StepExecutor executor(Consumer<BatchEvent> mailbox) {
    return stepped ? new SteppedExecutor(mailbox) : new Workers(mailbox);
  }

  @Override
  public void stop(boolean stopSparkContext, boolean gracefully) {
    boolean waiting = !isInside();
    BatchEvent.StopRequested request = new BatchEvent.StopRequested(gracefully, waiting);
    boolean over;
    Optional<BatchScheduler> running = Optional.empty();
    synchronized (this) {
      over = state != StreamingContextState.ACTIVE && starter.isEmpty();
      if (over) {
        endWithoutBatches();
      } else {
        stopSparkContextAtEnd |= stopSparkContext;
        if (starter.isPresent()) {
          stopsWhileStarting.add(request);
        } else {
          running = Optional.of(scheduler);
        }
      }
    }
    if (over) {
      if (stopSparkContext) {
        sparkContext.stop();
      }
      return;
    }
    running.ifPresent(batches -> batches.post(request));
    if (waiting) {
      awaitEnd();
    }
  }

  /** Whether the end would wait for the calling code, so that it must not wait for the end. */
  private boolean isInside() {
    BatchScheduler running;
    synchronized (this) {
      if (starter.isPresent() && starter.get() == Thread.currentThread()) {
        return true;
      }
      running = scheduler;
    }
    return EngineThread.isCurrent() || (running != null && running.isInside());
  }

  private void endWithoutBatches() {
    if (state == StreamingContextState.INITIALIZED) {
      LOG.warn("StreamingContext has not been started yet.");
      graph.stop();
      state = StreamingContextState.STOPPED;
      termination.end();
    } else {
      LOG.warn("StreamingContext has already been stopped.");
    }
  }

  private void awaitEnd() {
    try {
      termination.awaitEnd();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      LOG.warn("Interrupted while waiting for the context to stop; it goes on stopping.");
    }
  }

  /** When the last step has ended, on whatever thread that was, or when the start has failed. */
  private void ended() {
    try {
      endAll();
    } finally {
      termination.end(); // whatever fails: somebody may wait for it
    }
  }

  private void endAll() {
    Optional<BatchTicker> tickerToStop;
    Optional<ShutdownHook> hookToRemove;
    synchronized (this) {
      tickerToStop = ticker;
      hookToRemove = hook;
    }
    tickerToStop.ifPresent(BatchTicker::stop);
    graph.stop();
    if (!checkpoint.close()) {
      termination.overdue(StopReport.Phase.JOURNAL);
    }
    tellWhatIsLeft();
    try {
      bus.stop(LISTENERS_MAY_TAKE_MS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    boolean stopSparkContext;
    synchronized (this) {
      state = StreamingContextState.STOPPED;
      starter = Optional.empty();
      stopSparkContext = stopSparkContextAtEnd;
    }
    ACTIVE.compareAndSet(this, null);
    hookToRemove.ifPresent(ShutdownHook::remove);
    if (stopSparkContext) {
      sparkContext.stop();
    }
  }

  private void tellWhatIsLeft() {
    synchronized (this) {
      if (scheduler == null) {
        return; // it never ran
      }
    }
    StopReport made = StopReports.of(graph, termination, checkpoint.opened());
    synchronized (this) {
      stopReport = Optional.of(made);
    }
    if (made.isClean()) {
      LOG.debug("{}", made);
    } else {
      LOG.warn("{}", made);
    }
  }

  private void stopAtShutdown() {
    if (!settings.stopGracefullyOnShutdown()) {
      stop(false, false);
      return;
    }
    SecondSignal second = SecondSignal.hear(this::stopAtSecondSignal);
    try {
      stop(false, true);
    } finally {
      second.close();
    }
  }

  private void stopAtSecondSignal() {
    LOG.warn("The context stops now, at a second signal while it stopped gracefully.");
    stop(false, false);
  }

  @Override
  public void awaitTermination() throws InterruptedException {
    termination.await();
  }

  @Override
  public boolean awaitTerminationOrTimeout(long timeoutMs) throws InterruptedException {
    if (timeoutMs < 0) {
      throw new IllegalArgumentException(
          "awaitTerminationOrTimeout: timeout is " + timeoutMs + " ms; use 0 or more.");
    }
    return termination.await(timeoutMs);
  }

  @Override
  public void addListener(StreamingListener listener) {
    bus.add(listener);
  }

  @Override
  public void removeListener(StreamingListener listener) {
    bus.remove(listener);
  }
}
