package dev.tidemill.streaming.scheduler;

/** Anything a {@link StreamingListener} hears. */
public interface StreamingListenerEvent {}
