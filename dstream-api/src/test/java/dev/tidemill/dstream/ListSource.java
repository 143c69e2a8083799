package dev.tidemill.dstream;

import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.dstream.source.Allocation;
import dev.tidemill.dstream.source.RestoredAllocation;
import dev.tidemill.dstream.source.SourceContext;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.streaming.Time;
import java.util.List;
import java.util.Optional;

/** Gives lists, one a second from second 1 on, each in two partitions; null is no dataset. */
public final class ListSource<T> implements StreamSource<T> {
  private final List<List<T>> batches;
  private int plans;

  public ListSource(List<List<T>> batches) {
    this.batches = batches;
  }

  /** How often a dataset was asked for. */
  public int plans() {
    return plans;
  }

  @Override
  public String description() {
    return "lists";
  }

  @Override
  public void start(SourceContext context) {
    // Everything is here already.
  }

  @Override
  public Allocation allocate(Time batch) {
    return new Allocation(Allocation.UNKNOWN, "");
  }

  @Override
  public boolean replays() {
    return true;
  }

  @Override
  public long restore(Time batch, boolean needed, RestoredAllocation allocated) {
    throw new UnsupportedOperationException("No test restores this source.");
  }

  @Override
  public Optional<Plan<T>> plan(Time batch) {
    plans++;
    int index = (int) (batch.milliseconds() / 1000) - 1;
    List<T> records = index < batches.size() ? batches.get(index) : List.of();
    return records == null
        ? Optional.empty()
        : Optional.of(new Source<>(GivenData.sliced(records, 2)));
  }

  @Override
  public void done(Time batch) {
    // The lists are the test's.
  }

  @Override
  public void stop() {
    // Nothing comes in anyway.
  }
}
