package dev.tidemill.streaming.scheduler;

/**
 * A key of a state.
 *
 * @param bytes of the heap that the key and its value take: an estimate
 */
public record KeySize(Object key, long bytes) {}
