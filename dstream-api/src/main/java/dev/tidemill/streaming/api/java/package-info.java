/**
 * The streams that programs use. Mirrors the legacy package; the context itself is declared in the
 * module above. Each method makes a node or registers an output.
 */
package dev.tidemill.streaming.api.java;
