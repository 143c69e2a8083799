package dev.tidemill.streaming.api.java;

import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.Option;
import dev.tidemill.streaming.scheduler.BatchInfo;
import dev.tidemill.streaming.scheduler.OutputOperationInfo;
import dev.tidemill.streaming.scheduler.ReceiverInfo;
import dev.tidemill.streaming.scheduler.StreamInputInfo;
import dev.tidemill.streaming.scheduler.StreamingListener;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchCompleted;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchStarted;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchSubmitted;
import dev.tidemill.streaming.scheduler.StreamingListenerOutputOperationCompleted;
import dev.tidemill.streaming.scheduler.StreamingListenerOutputOperationStarted;
import dev.tidemill.streaming.scheduler.StreamingListenerReceiverError;
import dev.tidemill.streaming.scheduler.StreamingListenerReceiverStarted;
import dev.tidemill.streaming.scheduler.StreamingListenerReceiverStopped;
import dev.tidemill.streaming.scheduler.StreamingListenerStreamingStarted;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Tells a {@link JavaStreamingListener} what it hears, in that one's types. */
public class JavaStreamingListenerWrapper implements StreamingListener {
  private static final long UNKNOWN = -1;

  private final JavaStreamingListener listener;

  public JavaStreamingListenerWrapper(JavaStreamingListener javaStreamingListener) {
    listener =
        requireValue(
            "new JavaStreamingListenerWrapper", "javaStreamingListener", javaStreamingListener);
  }

  @Override
  public void onStreamingStarted(StreamingListenerStreamingStarted streamingStarted) {
    listener.onStreamingStarted(new JavaStreamingListenerStreamingStarted(streamingStarted.time()));
  }

  @Override
  public void onReceiverStarted(StreamingListenerReceiverStarted receiverStarted) {
    listener.onReceiverStarted(
        new JavaStreamingListenerReceiverStarted(receiver(receiverStarted.receiverInfo())));
  }

  @Override
  public void onReceiverError(StreamingListenerReceiverError receiverError) {
    listener.onReceiverError(
        new JavaStreamingListenerReceiverError(receiver(receiverError.receiverInfo())));
  }

  @Override
  public void onReceiverStopped(StreamingListenerReceiverStopped receiverStopped) {
    listener.onReceiverStopped(
        new JavaStreamingListenerReceiverStopped(receiver(receiverStopped.receiverInfo())));
  }

  @Override
  public void onBatchSubmitted(StreamingListenerBatchSubmitted batchSubmitted) {
    listener.onBatchSubmitted(
        new JavaStreamingListenerBatchSubmitted(batch(batchSubmitted.batchInfo())));
  }

  @Override
  public void onBatchStarted(StreamingListenerBatchStarted batchStarted) {
    listener.onBatchStarted(new JavaStreamingListenerBatchStarted(batch(batchStarted.batchInfo())));
  }

  @Override
  public void onBatchCompleted(StreamingListenerBatchCompleted batchCompleted) {
    listener.onBatchCompleted(
        new JavaStreamingListenerBatchCompleted(batch(batchCompleted.batchInfo())));
  }

  @Override
  public void onOutputOperationStarted(
      StreamingListenerOutputOperationStarted outputOperationStarted) {
    listener.onOutputOperationStarted(
        new JavaStreamingListenerOutputOperationStarted(
            output(outputOperationStarted.outputOperationInfo())));
  }

  @Override
  public void onOutputOperationCompleted(
      StreamingListenerOutputOperationCompleted outputOperationCompleted) {
    listener.onOutputOperationCompleted(
        new JavaStreamingListenerOutputOperationCompleted(
            output(outputOperationCompleted.outputOperationInfo())));
  }

  private static JavaReceiverInfo receiver(ReceiverInfo info) {
    return new JavaReceiverInfo(
        info.streamId(),
        info.name(),
        info.active(),
        info.location(),
        info.executorId(),
        info.lastErrorMessage(),
        info.lastError(),
        info.lastErrorTime());
  }

  private static JavaBatchInfo batch(BatchInfo info) {
    return new JavaBatchInfo(
        info.batchTime(),
        values(info.streamIdToInputInfo(), JavaStreamingListenerWrapper::input),
        info.submissionTime(),
        orUnknown(info.processingStartTime()),
        orUnknown(info.processingEndTime()),
        orUnknown(info.schedulingDelay()),
        orUnknown(info.processingDelay()),
        orUnknown(info.totalDelay()),
        info.numRecords(),
        values(info.outputOperationInfos(), JavaStreamingListenerWrapper::output),
        info.stateInfos());
  }

  private static JavaStreamInputInfo input(StreamInputInfo info) {
    return new JavaStreamInputInfo(
        info.inputStreamId(),
        info.numRecords(),
        info.metadata(),
        orNull(info.metadataDescription()));
  }

  private static JavaOutputOperationInfo output(OutputOperationInfo info) {
    return new JavaOutputOperationInfo(
        info.batchTime(),
        info.id(),
        info.name(),
        info.description(),
        orUnknown(info.startTime()),
        orUnknown(info.endTime()),
        orNull(info.failureReason()));
  }

  private static long orUnknown(Option<Long> millis) {
    return millis.isDefined() ? millis.get() : UNKNOWN;
  }

  private static String orNull(Option<String> text) {
    return text.isDefined() ? text.get() : null;
  }

  private static <A, B> Map<Integer, B> values(Map<Integer, A> map, Function<A, B> function) {
    Map<Integer, B> made = new HashMap<>();
    map.forEach((id, value) -> made.put(id, function.apply(value)));
    return made;
  }
}
