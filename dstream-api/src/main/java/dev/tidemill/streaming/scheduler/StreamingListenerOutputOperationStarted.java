package dev.tidemill.streaming.scheduler;

/** An output has begun. */
public record StreamingListenerOutputOperationStarted(OutputOperationInfo outputOperationInfo)
    implements StreamingListenerEvent {}
