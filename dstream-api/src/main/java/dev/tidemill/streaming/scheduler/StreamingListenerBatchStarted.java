package dev.tidemill.streaming.scheduler;

/** The first output of a batch has begun. */
public record StreamingListenerBatchStarted(BatchInfo batchInfo)
    implements StreamingListenerEvent {}
