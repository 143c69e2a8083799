package dev.tidemill.dstream.graph;

import dev.tidemill.core.plan.Plan;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.streaming.Duration;
import java.util.List;
import java.util.Optional;

/** A stream of what a source gave to each batch. */
public final class SourceNode<T> extends StreamNode<T> {
  private final StreamSource<T> source;

  public SourceNode(String operator, StreamSource<T> source, Duration batchInterval) {
    super(operator, List.of(), batchInterval);
    this.source = source;
  }

  public StreamSource<T> source() {
    return source;
  }

  @Override
  protected String detail() {
    return source.description();
  }

  @Override
  public boolean isReplayable() {
    return source.replays();
  }

  @Override
  protected Optional<Plan<T>> compute(BatchPlan batch) {
    return source.plan(batch.time());
  }
}
