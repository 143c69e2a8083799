/**
 * What listeners hear: events, and the facts in them. Mirrors the legacy package. Times are of the
 * machine's clock, also where a test moves the batch clock (semantics section 12).
 */
package dev.tidemill.streaming.scheduler;
