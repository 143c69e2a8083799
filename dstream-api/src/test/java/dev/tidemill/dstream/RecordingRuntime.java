package dev.tidemill.dstream;

import dev.tidemill.dstream.runtime.StreamingRuntime;
import dev.tidemill.streaming.RestoreReport;
import dev.tidemill.streaming.StopReport;
import dev.tidemill.streaming.StreamingContextState;
import dev.tidemill.streaming.scheduler.StreamingListener;
import dev.tidemill.util.Clock;
import dev.tidemill.util.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Notes what a context asks of its runtime. */
public final class RecordingRuntime implements StreamingRuntime {
  public final List<String> calls = new ArrayList<>();
  public final List<StreamingListener> listeners = new ArrayList<>();
  public final ManualClock clock = new ManualClock();

  @Override
  public StreamingContextState state() {
    return StreamingContextState.ACTIVE;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public void checkpoint(String directory, boolean goOn) {
    calls.add("checkpoint " + directory + " " + goOn);
  }

  @Override
  public Optional<RestoreReport> restoreReport() {
    return Optional.empty();
  }

  @Override
  public Optional<StopReport> stopReport() {
    return Optional.empty();
  }

  @Override
  public void start() {
    calls.add("start");
  }

  @Override
  public void stop(boolean stopSparkContext, boolean gracefully) {
    calls.add("stop " + stopSparkContext + " " + gracefully);
  }

  @Override
  public void awaitTermination() {
    calls.add("awaitTermination");
  }

  @Override
  public boolean awaitTerminationOrTimeout(long timeoutMs) {
    calls.add("awaitTerminationOrTimeout " + timeoutMs);
    return true;
  }

  @Override
  public void addListener(StreamingListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeListener(StreamingListener listener) {
    listeners.remove(listener);
  }
}
