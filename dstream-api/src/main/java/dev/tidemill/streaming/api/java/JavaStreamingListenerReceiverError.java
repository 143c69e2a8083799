package dev.tidemill.streaming.api.java;

/** A receiver reported an error; it goes on. */
public record JavaStreamingListenerReceiverError(JavaReceiverInfo receiverInfo)
    implements JavaStreamingListenerEvent {}
