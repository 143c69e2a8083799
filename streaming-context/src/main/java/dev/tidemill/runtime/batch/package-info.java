/**
 * The rules of the batches as a pure machine: events in, actions out; no thread, no clock, no I/O.
 * Start reading at {@link dev.tidemill.runtime.batch.BatchMachine}.
 */
package dev.tidemill.runtime.batch;
