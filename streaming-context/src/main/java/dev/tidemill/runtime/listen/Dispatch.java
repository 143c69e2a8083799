package dev.tidemill.runtime.listen;

import dev.tidemill.streaming.scheduler.StreamingListener;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchCompleted;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchStarted;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchSubmitted;
import dev.tidemill.streaming.scheduler.StreamingListenerEvent;
import dev.tidemill.streaming.scheduler.StreamingListenerOutputOperationCompleted;
import dev.tidemill.streaming.scheduler.StreamingListenerOutputOperationStarted;
import dev.tidemill.streaming.scheduler.StreamingListenerReceiverError;
import dev.tidemill.streaming.scheduler.StreamingListenerReceiverStarted;
import dev.tidemill.streaming.scheduler.StreamingListenerReceiverStopped;
import dev.tidemill.streaming.scheduler.StreamingListenerStreamingStarted;

/** Which method of a listener hears which event. */
final class Dispatch {
  private Dispatch() {}

  static void to(StreamingListener listener, StreamingListenerEvent event) {
    if (event instanceof StreamingListenerBatchSubmitted submitted) {
      listener.onBatchSubmitted(submitted);
    } else if (event instanceof StreamingListenerBatchStarted started) {
      listener.onBatchStarted(started);
    } else if (event instanceof StreamingListenerBatchCompleted completed) {
      listener.onBatchCompleted(completed);
    } else if (event instanceof StreamingListenerOutputOperationStarted started) {
      listener.onOutputOperationStarted(started);
    } else if (event instanceof StreamingListenerOutputOperationCompleted completed) {
      listener.onOutputOperationCompleted(completed);
    } else if (event instanceof StreamingListenerReceiverStarted started) {
      listener.onReceiverStarted(started);
    } else if (event instanceof StreamingListenerReceiverError error) {
      listener.onReceiverError(error);
    } else if (event instanceof StreamingListenerReceiverStopped stopped) {
      listener.onReceiverStopped(stopped);
    } else if (event instanceof StreamingListenerStreamingStarted started) {
      listener.onStreamingStarted(started);
    }
  }
}
