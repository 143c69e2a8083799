package dev.tidemill.streaming.api.java;

import static dev.tidemill.core.error.Arguments.requireFunction;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.core.plan.Filtered;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.dstream.DStream;
import java.util.List;

/** A stream of records of any type. */
public class JavaDStream<T> extends AbstractJavaDStreamLike<T, JavaDStream<T>, JavaRDD<T>> {
  private static final long serialVersionUID = 1L;

  public JavaDStream(DStream<T> dstream) {
    super(dstream);
  }

  @Override
  public JavaRDD<T> wrapRDD(RDD<T> rdd) {
    return new JavaRDD<>(rdd);
  }

  public JavaDStream<T> filter(Function<T, Boolean> f) {
    requireFunction("filter", f);
    return new JavaDStream<>(dstream().derive("filter", plan -> new Filtered<>("filter", plan, f)));
  }

  /**
   * The records of both, batch by batch.
   *
   * @throws IllegalArgumentException if they differ in slide or context
   */
  public JavaDStream<T> union(JavaDStream<T> that) {
    requireValue("union", "that", that);
    return new JavaDStream<>(Unions.of(List.of(dstream(), that.dstream())));
  }
}
