package dev.tidemill.dstream.source;

import dev.tidemill.SparkConf;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.scheduler.StreamingListenerEvent;
import dev.tidemill.util.Clock;
import java.util.function.Consumer;

/**
 * What a source is told when it starts.
 *
 * @param streamId its place among the sources of the graph
 * @param zeroTime the time before the first batch
 * @param goesOn whether a later process is to go on where this one ends
 * @param events takes what listeners should hear; any thread
 */
public record SourceContext(
    int streamId,
    SparkConf conf,
    Clock clock,
    Duration batchInterval,
    Time zeroTime,
    boolean goesOn,
    Consumer<StreamingListenerEvent> events) {}
