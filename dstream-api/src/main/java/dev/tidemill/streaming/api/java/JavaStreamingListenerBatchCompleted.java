package dev.tidemill.streaming.api.java;

/** The last output of a batch has ended, well or not. */
public record JavaStreamingListenerBatchCompleted(JavaBatchInfo batchInfo)
    implements JavaStreamingListenerEvent {}
