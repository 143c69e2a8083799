package dev.tidemill.streaming.scheduler;

/** The context has started. */
public record StreamingListenerStreamingStarted(long time) implements StreamingListenerEvent {}
