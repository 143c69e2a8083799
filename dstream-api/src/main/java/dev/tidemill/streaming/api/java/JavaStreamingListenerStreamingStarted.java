package dev.tidemill.streaming.api.java;

/**
 * The context has started.
 *
 * @param time milliseconds since 1970, of the machine's clock
 */
public record JavaStreamingListenerStreamingStarted(long time)
    implements JavaStreamingListenerEvent {}
