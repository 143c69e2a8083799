package dev.tidemill.runtime.batch;

import java.util.OptionalInt;

/**
 * The settings that the machine obeys. All times in milliseconds.
 *
 * @param interval length of a batch
 * @param maxPending batches that may be between their tick and their end at once
 * @param concurrentJobs outputs that may run at once
 * @param stopOnFailure whether a failed batch stops the context
 * @param maxParked batches with failed outputs that may wait for a later process, if a journal is
 *     kept
 * @param stateAttempts how many batches in a row may fail to take the states further; one more try
 *     is of no use then, and the context stops
 * @param drainDeadline how long a graceful stop may take
 * @param haltDeadline how long running outputs may take when somebody waits for a stop
 */
public record BatchRules(
    long interval,
    int maxPending,
    int concurrentJobs,
    boolean stopOnFailure,
    OptionalInt maxParked,
    int stateAttempts,
    long drainDeadline,
    long haltDeadline) {}
