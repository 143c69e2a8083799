package dev.tidemill.core.task;

import java.util.Map;

/**
 * Which run of which task this is.
 *
 * @param stage unique within the engine
 * @param partition of the dataset that the stage computes
 * @param partitions how many the stage computes
 * @param attempt 0, or how often this task of this job has failed before
 * @param id unique within the engine, other for each attempt
 * @param properties what the submitting thread has set for its jobs
 */
public record TaskInfo(
    int stage,
    int partition,
    int partitions,
    int attempt,
    long id,
    Map<String, String> properties) {}
