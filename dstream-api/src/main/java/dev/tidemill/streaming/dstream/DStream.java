package dev.tidemill.streaming.dstream;

import dev.tidemill.core.closure.DriverSide;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.dstream.graph.DerivedNode;
import dev.tidemill.dstream.graph.StreamNode;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.StreamingContext;
import java.util.List;
import java.util.function.Function;

/**
 * A stream: a node and the context it belongs to. The Java types ({@link
 * dev.tidemill.streaming.api.java.JavaDStream} and kin) are views of it; programs meet it only
 * where they leave those by {@code dstream()}.
 */
@DriverSide(what = "a stream", remedy = DStream.INSIDE_A_FUNCTION)
public final class DStream<T> {
  /** What a program is told that uses a stream inside a function. */
  public static final String INSIDE_A_FUNCTION =
      "functions run in tasks, which cannot use one: join the streams, or use transform";

  private final StreamingContext context;
  private final StreamNode<T> node;

  /**
   * Adds the node to the context's graph.
   *
   * @throws IllegalStateException if the context has been started or stopped
   */
  public DStream(StreamingContext context, StreamNode<T> node) {
    this.context = context;
    this.node = context.graph().add(node);
  }

  public StreamingContext context() {
    return context;
  }

  public StreamingContext ssc() {
    return context;
  }

  public Duration slideDuration() {
    return node.slide();
  }

  /** For the engine's own modules. */
  public StreamNode<T> node() {
    return node;
  }

  /** A stream with one dataset for each of this one's; for the engine's own modules. */
  public <U> DStream<U> derive(String operator, Function<Plan<T>, Plan<U>> function) {
    // Of what the operator makes, only functions are looked at, so any dataset will do.
    context
        .sparkContext()
        .functionCheck()
        .ifPresent(
            check -> check.plan(function.apply(new Source<>(GivenData.ofPartitions(List.of())))));
    return new DStream<>(context, new DerivedNode<>(operator, node, function));
  }
}
