package dev.tidemill.streaming.api.java;

import dev.tidemill.streaming.Time;

/**
 * One output of one batch at one moment. Times in milliseconds since 1970 of the machine's clock,
 * -1 for those that are not known yet.
 *
 * @param id place in the order of registration, from 0
 * @param name what was called and where
 * @param failureReason class, message and stack of what it threw, or null
 */
public record JavaOutputOperationInfo(
    Time batchTime,
    int id,
    String name,
    String description,
    long startTime,
    long endTime,
    String failureReason) {}
