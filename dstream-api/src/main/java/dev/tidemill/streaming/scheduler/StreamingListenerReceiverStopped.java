package dev.tidemill.streaming.scheduler;

/** A receiver has ended; it may be started again. */
public record StreamingListenerReceiverStopped(ReceiverInfo receiverInfo)
    implements StreamingListenerEvent {}
