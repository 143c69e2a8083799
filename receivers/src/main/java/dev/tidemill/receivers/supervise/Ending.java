package dev.tidemill.receivers.supervise;

/**
 * Why one launch of a receiver ends.
 *
 * @param eventMessage what listeners hear
 * @param reason what the log says
 * @param error may be null
 * @param delayMs pause before the next launch, if there is one
 * @param askedBy the thread that asked
 */
record Ending(String eventMessage, String reason, Throwable error, long delayMs, Thread askedBy) {}
