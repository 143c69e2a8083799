/**
 * Batches as directories of files. Knows nothing of streams but the time of a batch. Start reading
 * at {@link dev.tidemill.dstream.files.BatchFiles}.
 */
package dev.tidemill.dstream.files;
