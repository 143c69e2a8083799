/**
 * Windows whose values are brought up to date instead of being computed anew: what a slide costs
 * follows the keys that enter and leave. Knows nothing of streams. Start reading at {@link
 * dev.tidemill.dstream.window.WindowState}.
 */
package dev.tidemill.dstream.window;
