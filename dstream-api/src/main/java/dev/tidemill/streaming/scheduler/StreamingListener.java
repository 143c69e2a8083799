package dev.tidemill.streaming.scheduler;

/**
 * Hears what happens to batches, outputs and receivers, in order, on a thread that each listener
 * has for itself. One that throws is reported and goes on to hear the rest; one that is slow, or
 * blocks, misses events itself rather than delay a batch or another listener.
 *
 * <p>For one batch: submitted, started, then each output started and completed, batch completed.
 */
public interface StreamingListener {
  default void onStreamingStarted(StreamingListenerStreamingStarted streamingStarted) {}

  default void onReceiverStarted(StreamingListenerReceiverStarted receiverStarted) {}

  default void onReceiverError(StreamingListenerReceiverError receiverError) {}

  default void onReceiverStopped(StreamingListenerReceiverStopped receiverStopped) {}

  default void onBatchSubmitted(StreamingListenerBatchSubmitted batchSubmitted) {}

  default void onBatchStarted(StreamingListenerBatchStarted batchStarted) {}

  default void onBatchCompleted(StreamingListenerBatchCompleted batchCompleted) {}

  default void onOutputOperationStarted(
      StreamingListenerOutputOperationStarted outputOperationStarted) {}

  default void onOutputOperationCompleted(
      StreamingListenerOutputOperationCompleted outputOperationCompleted) {}
}
