/**
 * Runs a receiver: launches, restarts, ends it, and tells listeners. Knows nothing of batches.
 * Start reading at {@link dev.tidemill.receivers.supervise.Supervisor}.
 */
package dev.tidemill.receivers.supervise;
