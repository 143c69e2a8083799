/**
 * What outlives the process: what is written to the journal about batches, and how a later process
 * goes on from it. The files are {@link dev.tidemill.runtime.journal}'s; what the entries mean is
 * here, and drawn in docs/format.md. Start reading at {@link
 * dev.tidemill.runtime.recovery.BatchJournal}.
 */
package dev.tidemill.runtime.recovery;
