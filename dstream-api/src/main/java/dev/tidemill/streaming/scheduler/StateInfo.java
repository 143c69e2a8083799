package dev.tidemill.streaming.scheduler;

import java.util.Optional;

/**
 * A state by key after a step.
 *
 * @param operator what the program called: {@code mapWithState} or {@code updateStateByKey}
 * @param name what the program calls it, if it does
 * @param keys after the step
 * @param bytes of the heap that keys, values and what is known of them take: an estimate
 * @param visited keys for which the step looked at the state
 * @param updated keys that got a value
 * @param removed keys that went, in whatever way
 * @param timedOut of those that went, the ones that had no data for longer than the timeout
 * @param evicted of those that went, the ones that had to make room
 */
public record StateInfo(
    String operator,
    Optional<String> name,
    long keys,
    long bytes,
    long visited,
    long updated,
    long removed,
    long timedOut,
    long evicted) {}
