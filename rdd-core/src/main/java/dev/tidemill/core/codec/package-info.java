/**
 * Turns any record into bytes and back, and decides which values may be shared because they never
 * change. Knows nothing of plans and engines. Start reading at {@link
 * dev.tidemill.core.codec.Codec}; the format is drawn at {@link dev.tidemill.core.codec.Tag}.
 */
package dev.tidemill.core.codec;
