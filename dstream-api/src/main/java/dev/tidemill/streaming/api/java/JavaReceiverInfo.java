package dev.tidemill.streaming.api.java;

/**
 * A receiver at one moment.
 *
 * @param lastError the stack of its last error as text, or empty
 * @param lastErrorTime milliseconds since 1970 of the machine's clock, -1 if there was none
 */
public record JavaReceiverInfo(
    int streamId,
    String name,
    boolean active,
    String location,
    String executorId,
    String lastErrorMessage,
    String lastError,
    long lastErrorTime) {}
