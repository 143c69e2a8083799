package dev.tidemill.streaming.scheduler;

/**
 * A receiver at one moment.
 *
 * @param lastError the stack of its last error as text, or empty
 * @param lastErrorTime milliseconds since 1970, -1 if there was none
 */
public record ReceiverInfo(
    int streamId,
    String name,
    boolean active,
    String location,
    String executorId,
    String lastErrorMessage,
    String lastError,
    long lastErrorTime) {}
