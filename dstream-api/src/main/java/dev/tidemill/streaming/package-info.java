/**
 * Times, durations and the streaming context, mirrored from the legacy package. The context itself
 * only hands out; what it does lies behind {@link dev.tidemill.dstream.runtime.StreamingRuntime}.
 */
package dev.tidemill.streaming;
