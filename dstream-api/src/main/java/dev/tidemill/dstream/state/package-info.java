/**
 * States by key: what a step of {@code mapWithState} and of {@code updateStateByKey} does. Start at
 * {@link dev.tidemill.dstream.state.MapWithState}.
 */
package dev.tidemill.dstream.state;
