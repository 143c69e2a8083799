package dev.tidemill.streaming.api.java;

/** Anything a {@link JavaStreamingListener} hears. */
public interface JavaStreamingListenerEvent {}
