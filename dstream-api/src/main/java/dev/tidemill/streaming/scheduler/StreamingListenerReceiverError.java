package dev.tidemill.streaming.scheduler;

/** A receiver reported an error; it goes on. */
public record StreamingListenerReceiverError(ReceiverInfo receiverInfo)
    implements StreamingListenerEvent {}
