/**
 * Outputs whose effect comes once, also when their batch runs again after a failure or a restart.
 * Start reading at {@link dev.tidemill.streaming.output.BatchOutput}. Knows no engine and no
 * journal: what was written is remembered by the sink itself, together with what was written.
 */
package dev.tidemill.streaming.output;
