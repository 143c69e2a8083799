package dev.tidemill.runtime.recovery;

import dev.tidemill.SparkContext;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.dstream.graph.DurableParts;
import dev.tidemill.dstream.graph.GraphPart;
import dev.tidemill.dstream.graph.GraphPart.Role;
import dev.tidemill.dstream.graph.Grid;
import dev.tidemill.runtime.batch.BatchMachine.Unfinished;
import dev.tidemill.runtime.journal.DriverLease;
import dev.tidemill.runtime.journal.JournalEnd;
import dev.tidemill.runtime.journal.JournalLimits;
import dev.tidemill.runtime.journal.JournalReader;
import dev.tidemill.runtime.journal.JournalWriter;
import dev.tidemill.runtime.recovery.StoredGraph.Part;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.RestoreReport;
import dev.tidemill.streaming.Time;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Puts a program where an earlier process of it ended, and begins the journal of this one. Used by
 * the thread that starts the context, in this order: {@link #restore}, the graph is started on
 * {@link #grid}, {@link #begin}.
 */
public final class Recovery {
  /**
   * How a program goes on.
   *
   * @param missedTime what is done with the times at which no process ran
   * @param dropOrphans whether what was kept of parts that are gone may be dropped
   */
  public record Rules(MissedTime missedTime, boolean dropOrphans) {}

  private final FileStore store;
  private final SparkContext context;
  private final DurableParts parts;
  private final Codec codec;
  private final Rules rules;
  private Progress progress = new Progress();
  private StoredGraph graph;
  private Optional<JournalEnd> end = Optional.empty();
  private long keptFrom;
  private long latestDataset = Long.MIN_VALUE;
  private int keptDrivers;
  private Optional<RestoreReport> report = Optional.empty();

  public Recovery(FileStore store, SparkContext context, DurableParts parts, Rules rules) {
    this.store = store;
    this.context = context;
    this.parts = parts;
    this.codec = context.codec();
    this.rules = rules;
  }

  /**
   * Reads what is there and gives sources, states and streams what was kept of them.
   *
   * @param interval of the batches of the program that runs now
   * @throws IllegalStateException if it cannot be known what belongs to what, or a source cannot go
   *     on; the message says what to do
   * @throws IOException if the directory cannot be read, or is damaged
   */
  public void restore(Time now, Duration interval) throws Exception {
    parts.programClasses().forEach(codec::allowPlaceOf);
    for (GraphPart part : parts.parts(Role.STATE)) {
      parts.state(part).logWith(codec);
    }
    Optional<JournalReader> reader = JournalReader.open(store);
    progress.keep(keepMs());
    if (reader.isEmpty()) {
      Grid grid = Grid.from(now.floor(interval), interval);
      List<Part> named = new GraphMatch(List.of(), parts.parts()).withIds();
      graph = new StoredGraph(context.appName(), grid, named);
    } else {
      restore(reader.get(), now, interval);
    }
  }

  /** How long batches are known that are over: what is kept of them belongs to their times. */
  private long keepMs() {
    return Math.max(keepMs(parts.parts(Role.SOURCE)), keepMs(parts.datasets()));
  }

  private long keepMs(List<GraphPart> of) {
    return of.stream().mapToLong(part -> parts.remembered(part).milliseconds()).max().orElse(0);
  }

  private void restore(JournalReader reader, Time now, Duration interval) throws Exception {
    StoredProgram stored = StoredProgram.of(reader);
    GraphMatch match = new GraphMatch(stored.graph().parts(), parts.parts());
    requireClear(match);
    end = Optional.of(reader.end());
    keptFrom = reader.keepFrom();
    keptDrivers = reader.keptDrivers();
    progress = stored.progress();
    progress.keep(keepMs());
    graph =
        new StoredGraph(
            context.appName(), grid(stored.graph().grid(), now, interval), match.withIds());
    Map<String, Long> lost = new RestoredSources(parts, progress).restore(stored, match);
    RestoredStates states =
        new RestoredStates(parts, progress, new RetainedRecords(context, codec));
    states.restore(reader, graph, match);
    latestDataset = states.latestDataset();
    report = Optional.of(report(stored, match, now, lost, reader.describeTornTail()));
  }

  private void requireClear(GraphMatch match) {
    if (!match.problems().isEmpty()) {
      throw new IllegalStateException(
          "The program has changed, and what was kept in "
              + store.root()
              + " cannot be told apart: "
              + String.join("; ", match.problems())
              + ".");
    }
    List<String> orphans = ReportedParts.orphans(match);
    if (!orphans.isEmpty() && !rules.dropOrphans()) {
      throw new IllegalStateException(
          "In "
              + store.root()
              + " there is what was kept of parts that the program does not have any more: "
              + String.join("; ", orphans)
              + ". Put them back, or set tidemill.recovery.orphans=drop to go on without.");
    }
  }

  private Grid grid(Grid before, Time now, Duration interval) {
    Time last = progress.isEmpty() ? before.present().after() : new Time(progress.lastAllocated());
    Grid same = before.goOn(last, last, interval);
    Time latest = now.floor(interval, same.present().zero());
    Time resume =
        switch (rules.missedTime()) {
          case EACH -> last;
          case ONE -> last.max(latest.minus(interval));
          case SKIP -> last.max(latest);
        };
    Grid next = before.goOn(last, resume, interval);
    return progress.isEmpty() ? next : next.since(new Time(progress.firstAllocated()));
  }

  /** The grid of the batches, those of earlier processes as far as they are kept. */
  public Grid grid() {
    return graph.grid();
  }

  /** The time behind which new batches begin. */
  public Time resumeAfter() {
    Time begin = graph.grid().present().after();
    return progress.isEmpty() ? begin : begin.max(new Time(progress.lastAllocated()));
  }

  /** Batches that are to be finished first. */
  public List<Unfinished> unfinished() {
    Map<String, Integer> outputs = new HashMap<>();
    for (Part part : graph.parts()) {
      if (part.part().role() == Role.OUTPUT) {
        outputs.put(part.id(), parts.output(part.part()));
      }
    }
    List<Unfinished> unfinished = new ArrayList<>();
    for (long batch : progress.unfinished()) {
      Set<Integer> done = new HashSet<>();
      for (String id : progress.outputsDone(batch)) {
        if (outputs.containsKey(id)) {
          done.add(outputs.get(id));
        }
      }
      unfinished.add(new Unfinished(batch, done));
    }
    return unfinished;
  }

  public Optional<RestoreReport> report() {
    return report;
  }

  private RestoreReport report(
      StoredProgram stored, GraphMatch match, Time now, Map<String, Long> lost, String cut) {
    Grid.Era era = stored.graph().grid().present();
    Time last = progress.isEmpty() ? era.after() : new Time(progress.lastAllocated());
    long missed = Math.max(0, now.minus(last).milliseconds() / era.interval().milliseconds());
    ReportedParts found = ReportedParts.of(parts.parts(), match);
    return new RestoreReport(
        store.root(),
        stored.graph().application(),
        last,
        found.matched(),
        found.changed(),
        found.added(),
        ReportedParts.orphans(match),
        progress.unfinished().stream().map(Time::new).toList(),
        missed,
        lost,
        cut);
  }

  /**
   * Begins the journal of this process.
   *
   * @param lease of this process on the directory
   * @param background does what nobody waits for
   */
  public BatchJournal begin(DriverLease lease, JournalLimits limits, Executor background)
      throws IOException {
    Set<String> states = new HashSet<>();
    for (Part part : graph.parts()) {
      if (part.part().role() == Role.STATE) {
        states.add(part.id());
      }
    }
    boolean keeps = !states.isEmpty() || !parts.datasets().isEmpty();
    long oldest = keeps ? keptFrom : Long.MAX_VALUE;
    JournalWriter writer =
        JournalWriter.begin(
            store,
            lease.epoch(),
            end,
            BatchJournal.base(graph, progress, BatchJournal.positions(graph, parts)),
            oldest,
            limits);
    LogExtent extent =
        new LogExtent(
            states,
            keepMs(parts.datasets()),
            keeps ? oldest : writer.segment(),
            latestDataset,
            keptDrivers);
    return new BatchJournal(
        lease,
        writer,
        graph,
        parts,
        new RetainedRecords(context, codec),
        progress,
        extent,
        background);
  }
}
