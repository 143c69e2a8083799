/**
 * Datasets written down so that they need not be computed again. Start reading at {@link
 * dev.tidemill.core.checkpoint.CheckpointFiles}.
 */
package dev.tidemill.core.checkpoint;
