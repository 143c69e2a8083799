/**
 * The journal as files: what one driver appended and synced, the next one reads, once and in order.
 *
 * <p>Start reading at {@link dev.tidemill.runtime.journal.JournalWriter}, then {@link
 * dev.tidemill.runtime.journal.JournalReader}; {@code docs/format.md} has the drawing of the files.
 * {@link dev.tidemill.runtime.journal.DriverLease} sees to it that a directory has one driver.
 *
 * <p>Knows nothing of what entries mean: a kind, a batch, bytes. Knows no stream and no scheduler.
 */
package dev.tidemill.runtime.journal;
