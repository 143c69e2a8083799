/**
 * The life of a streaming context. Start reading at {@link dev.tidemill.runtime.BatchRuntime}; the
 * rules of the batches are in {@code runtime.batch}, the threads in {@code runtime.schedule}.
 */
package dev.tidemill.runtime;
