package dev.tidemill.streaming.api.java;

/** A receiver has ended; it may be started again. */
public record JavaStreamingListenerReceiverStopped(JavaReceiverInfo receiverInfo)
    implements JavaStreamingListenerEvent {}
