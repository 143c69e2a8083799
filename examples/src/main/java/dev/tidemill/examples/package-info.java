/**
 * Programs to copy: one class a question, written as programs for the legacy engine are. The
 * pipeline of each is a static method that a test drives; {@code main} only wires it up.
 */
package dev.tidemill.examples;
