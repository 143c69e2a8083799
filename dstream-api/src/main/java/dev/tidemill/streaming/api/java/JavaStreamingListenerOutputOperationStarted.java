package dev.tidemill.streaming.api.java;

/** An output has begun. */
public record JavaStreamingListenerOutputOperationStarted(
    JavaOutputOperationInfo outputOperationInfo) implements JavaStreamingListenerEvent {}
