/**
 * Keyed states: what is known of each key, from batch to batch. {@link
 * dev.tidemill.core.state.StateStore} is the border, {@link dev.tidemill.core.state.TableStore} the
 * implementation that keeps a partition in the memory of this process.
 */
package dev.tidemill.core.state;
