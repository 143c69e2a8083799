package dev.tidemill.streaming.api.java;

/** The first output of a batch has begun. */
public record JavaStreamingListenerBatchStarted(JavaBatchInfo batchInfo)
    implements JavaStreamingListenerEvent {}
