package dev.tidemill.streaming.scheduler;

/** A batch has been planned and waits for its turn. */
public record StreamingListenerBatchSubmitted(BatchInfo batchInfo)
    implements StreamingListenerEvent {}
