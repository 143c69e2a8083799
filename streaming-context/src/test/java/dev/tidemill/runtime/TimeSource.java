package dev.tidemill.runtime;

import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.dstream.source.Allocation;
import dev.tidemill.dstream.source.RestoredAllocation;
import dev.tidemill.dstream.source.SourceContext;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Gives every batch one record, its time in milliseconds, and writes down what it was asked. Tests
 * override what should go wrong.
 */
class TimeSource implements StreamSource<Long> {
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  @Override
  public String description() {
    return "times";
  }

  @Override
  public void start(SourceContext context) throws Exception {
    calls.add("start");
  }

  @Override
  public Allocation allocate(Time batch) throws Exception {
    calls.add("allocate " + batch.milliseconds());
    return new Allocation(1, "one time");
  }

  @Override
  public long restore(Time batch, boolean needed, RestoredAllocation allocated) {
    throw new UnsupportedOperationException("No test restores this source.");
  }

  @Override
  public Optional<Plan<Long>> plan(Time batch) {
    return Optional.of(new Source<>(GivenData.sliced(List.of(batch.milliseconds()), 1)));
  }

  @Override
  public void done(Time batch) {
    calls.add("done " + batch.milliseconds());
  }

  @Override
  public void stop() throws Exception {
    calls.add("stop");
  }
}
