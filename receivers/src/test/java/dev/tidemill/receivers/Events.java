package dev.tidemill.receivers;

import dev.tidemill.SparkConf;
import dev.tidemill.dstream.source.SourceContext;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.scheduler.ReceiverInfo;
import dev.tidemill.streaming.scheduler.StreamingListenerEvent;
import dev.tidemill.streaming.scheduler.StreamingListenerReceiverError;
import dev.tidemill.streaming.scheduler.StreamingListenerReceiverStarted;
import dev.tidemill.streaming.scheduler.StreamingListenerReceiverStopped;
import dev.tidemill.util.ManualClock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what listeners would hear, as lines: {@code started}, {@code stopped: message}. */
public final class Events {
  private final List<StreamingListenerEvent> events = new CopyOnWriteArrayList<>();

  public SourceContext context(int streamId) {
    return new SourceContext(
        streamId,
        new SparkConf(false),
        new ManualClock(5000),
        new Duration(1000),
        new Time(0),
        false,
        events::add);
  }

  public List<String> lines() {
    return events.stream().map(Events::line).toList();
  }

  public void await(String line) {
    Await.until(line + " in " + lines(), () -> lines().contains(line));
  }

  public ReceiverInfo info(String line) {
    return events.stream()
        .filter(event -> line(event).equals(line))
        .map(Events::info)
        .findFirst()
        .orElseThrow();
  }

  private static ReceiverInfo info(StreamingListenerEvent event) {
    if (event instanceof StreamingListenerReceiverStarted started) {
      return started.receiverInfo();
    }
    if (event instanceof StreamingListenerReceiverError error) {
      return error.receiverInfo();
    }
    return ((StreamingListenerReceiverStopped) event).receiverInfo();
  }

  private static String line(StreamingListenerEvent event) {
    if (event instanceof StreamingListenerReceiverStarted) {
      return "started";
    }
    String kind = event instanceof StreamingListenerReceiverError ? "error: " : "stopped: ";
    return kind + info(event).lastErrorMessage();
  }
}
