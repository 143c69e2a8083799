/** The stream behind the Java types. Mirrors the legacy package. */
package dev.tidemill.streaming.dstream;
