/**
 * The border that every source implements. Start reading at {@link
 * dev.tidemill.dstream.source.StreamSource}.
 */
package dev.tidemill.dstream.source;
