package dev.tidemill.streaming.scheduler;

/** An output has ended, well or not. */
public record StreamingListenerOutputOperationCompleted(OutputOperationInfo outputOperationInfo)
    implements StreamingListenerEvent {}
