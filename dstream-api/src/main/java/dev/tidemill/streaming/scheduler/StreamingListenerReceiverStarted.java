package dev.tidemill.streaming.scheduler;

/** A receiver runs. */
public record StreamingListenerReceiverStarted(ReceiverInfo receiverInfo)
    implements StreamingListenerEvent {}
