package dev.tidemill.streaming.dstream;

import dev.tidemill.Option;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.dstream.source.Allocation;
import dev.tidemill.dstream.source.KnownRecords;
import dev.tidemill.dstream.source.RestoredAllocation;
import dev.tidemill.dstream.source.SourceContext;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.Time;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A stream of the program's own as a source. It is asked when a batch is allocated, and the answer
 * stays: planning a batch again must not read what has come since.
 *
 * <p>After the stop it is not asked any more: it may have closed what it reads from, and what it
 * did not read is still there for the next program.
 */
final class ComputedSource<T> implements StreamSource<T> {
  private final InputDStream<T> stream;
  private final Map<Long, Optional<Plan<T>>> allocated = new ConcurrentHashMap<>();
  private volatile boolean needed;
  private volatile boolean running;

  ComputedSource(InputDStream<T> stream) {
    this.stream = stream;
  }

  @Override
  public String description() {
    return "input " + stream.getClass().getName();
  }

  @Override
  public void start(SourceContext context) {
    needed = stream.graph().isNeeded(stream.node());
    running = true;
    stream.start();
  }

  @Override
  public Allocation allocate(Time batch) {
    if (needed && !allocated.containsKey(batch.milliseconds())) {
      allocated.put(batch.milliseconds(), running ? computed(batch) : Optional.of(nothing()));
    }
    Optional<Plan<T>> given = allocated.getOrDefault(batch.milliseconds(), Optional.empty());
    return new Allocation(given.map(KnownRecords::of).orElse(Allocation.UNKNOWN), "");
  }

  /** The stream is asked again, as for every time that is forgotten, unless it is new. */
  @Override
  public long restore(Time batch, boolean needed, RestoredAllocation restored) {
    if (restored.isNothing()) {
      allocated.put(batch.milliseconds(), Optional.of(nothing()));
    }
    return 0;
  }

  private static <T> Plan<T> nothing() {
    return new Source<>(GivenData.ofPartitions(List.of()));
  }

  private Optional<Plan<T>> computed(Time time) {
    Option<RDD<T>> dataset = stream.compute(time);
    if (dataset == null) {
      throw new NullPointerException(
          description()
              + ": compute returned null at time "
              + time
              + "; return Option.empty() for no dataset.");
    }
    return dataset.isEmpty()
        ? Optional.empty()
        : Optional.of(ProgramDatasets.plan(description(), dataset.get(), stream.context(), time));
  }

  @Override
  public Optional<Plan<T>> plan(Time batch) {
    Optional<Plan<T>> plan = allocated.get(batch.milliseconds());
    return plan == null ? computed(batch) : plan;
  }

  @Override
  public void done(Time batch) {
    allocated.keySet().removeIf(time -> time <= batch.milliseconds());
  }

  @Override
  public void stop() {
    if (running) {
      running = false;
      stream.stop();
    }
  }
}
