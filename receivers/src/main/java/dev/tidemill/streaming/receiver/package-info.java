/**
 * What users extend to bring records in from outside. Mirrors the legacy package; what runs a
 * receiver is in {@code dev.tidemill.receivers}. Start reading at {@link
 * dev.tidemill.streaming.receiver.Receiver}.
 */
package dev.tidemill.streaming.receiver;
