package dev.tidemill.streaming.api.java;

/**
 * As {@link dev.tidemill.streaming.scheduler.StreamingListener}, in types without options: a number
 * that is not known yet is -1, a text null. Register it by {@code ssc.addStreamingListener(new
 * JavaStreamingListenerWrapper(listener))}.
 */
public class JavaStreamingListener {
  public void onStreamingStarted(JavaStreamingListenerStreamingStarted streamingStarted) {}

  public void onReceiverStarted(JavaStreamingListenerReceiverStarted receiverStarted) {}

  public void onReceiverError(JavaStreamingListenerReceiverError receiverError) {}

  public void onReceiverStopped(JavaStreamingListenerReceiverStopped receiverStopped) {}

  public void onBatchSubmitted(JavaStreamingListenerBatchSubmitted batchSubmitted) {}

  public void onBatchStarted(JavaStreamingListenerBatchStarted batchStarted) {}

  public void onBatchCompleted(JavaStreamingListenerBatchCompleted batchCompleted) {}

  public void onOutputOperationStarted(
      JavaStreamingListenerOutputOperationStarted outputOperationStarted) {}

  public void onOutputOperationCompleted(
      JavaStreamingListenerOutputOperationCompleted outputOperationCompleted) {}
}
