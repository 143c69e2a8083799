/**
 * Settings: which there are, and the typed records read from them once, when a context is made.
 * Start reading at {@link dev.tidemill.core.conf.Settings}.
 */
package dev.tidemill.core.conf;
