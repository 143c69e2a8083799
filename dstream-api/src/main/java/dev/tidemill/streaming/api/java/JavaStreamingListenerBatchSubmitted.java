package dev.tidemill.streaming.api.java;

/** A batch has been planned and waits for its turn. */
public record JavaStreamingListenerBatchSubmitted(JavaBatchInfo batchInfo)
    implements JavaStreamingListenerEvent {}
