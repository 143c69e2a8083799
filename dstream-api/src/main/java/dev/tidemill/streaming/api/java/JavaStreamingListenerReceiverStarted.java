package dev.tidemill.streaming.api.java;

/** A receiver runs. */
public record JavaStreamingListenerReceiverStarted(JavaReceiverInfo receiverInfo)
    implements JavaStreamingListenerEvent {}
