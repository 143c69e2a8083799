package dev.tidemill.streaming.dstream;

import dev.tidemill.Option;
import dev.tidemill.dstream.graph.SourceNode;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.StreamingContext;
import dev.tidemill.streaming.Time;

/**
 * A stream that comes from outside. Programs extend it where no receiver fits: to read, at each
 * batch's time, what there is to read.
 *
 * <pre>{@code
 * class Numbers extends InputDStream<Long> {
 *   Numbers(StreamingContext ssc) { super(ssc); }
 *   public void start() {}
 *   public void stop() {}
 *   public Option<RDD<Long>> compute(Time time) {
 *     var sc = new JavaSparkContext(context().sparkContext());
 *     return Option.apply(sc.parallelize(List.of(time.milliseconds())).rdd());
 *   }
 * }
 *
 * JavaDStream<Long> numbers = new JavaInputDStream<>(new Numbers(jssc.ssc()));
 * }</pre>
 *
 * <p>The engine calls {@link #start} once, {@link #compute} once for each batch that has its time
 * between, in order, and {@link #stop} once; one call at a time, on threads of its own. Streams
 * that no output needs are started and stopped, and not asked. What {@code compute} throws fails
 * the batch's allocation, which is tried again.
 */
public abstract class InputDStream<T> extends DStream<T> {

  protected InputDStream(StreamingContext ssc) {
    super(
        ssc,
        stream ->
            new SourceNode<>(
                stream.getClass().getSimpleName(),
                new ComputedSource<>((InputDStream<T>) stream),
                ssc.graph().batchDuration()));
  }

  /** Over a source of the engine's own. */
  InputDStream(StreamingContext ssc, SourceNode<T> node) {
    super(ssc, node);
  }

  /** Begins to take input; throws to fail the start of the context. */
  public abstract void start();

  /** Ends the input. */
  public abstract void stop();

  /**
   * The dataset of a batch, none for no dataset. Also called, out of order, if the program asks for
   * a time that is forgotten or still to come ({@link #slice}).
   */
  @Override
  public abstract Option<RDD<T>> compute(Time validTime);
}
