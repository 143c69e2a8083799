/**
 * Functions and tasks as bytes, the way of Java, since only that knows what a lambda captures: for
 * engines that run a task elsewhere, and for the setting that checks functions as such an engine
 * would. Records never go this way; they have {@link dev.tidemill.core.codec.Codec}. Knows neither
 * plans nor engines. Start reading at {@link dev.tidemill.core.closure.Closures}.
 */
package dev.tidemill.core.closure;
