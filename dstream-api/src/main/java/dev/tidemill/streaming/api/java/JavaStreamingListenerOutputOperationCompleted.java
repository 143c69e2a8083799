package dev.tidemill.streaming.api.java;

/** An output has ended, well or not. */
public record JavaStreamingListenerOutputOperationCompleted(
    JavaOutputOperationInfo outputOperationInfo) implements JavaStreamingListenerEvent {}
