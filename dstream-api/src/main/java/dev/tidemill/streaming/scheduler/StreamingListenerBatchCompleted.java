package dev.tidemill.streaming.scheduler;

/** The last output of a batch has ended, well or not. */
public record StreamingListenerBatchCompleted(BatchInfo batchInfo)
    implements StreamingListenerEvent {}
