/**
 * Streams as nodes and the graph of them: which datasets a batch time means. Time in, plan out;
 * nothing here starts a thread or runs a job. Start reading at {@link
 * dev.tidemill.dstream.graph.StreamGraph}.
 */
package dev.tidemill.dstream.graph;
