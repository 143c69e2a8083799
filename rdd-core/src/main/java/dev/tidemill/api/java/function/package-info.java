/**
 * The functional interfaces that users implement. Mirrors the legacy package of the same name; it
 * knows nothing but tuples. Every function may throw what it likes: the engine reports it.
 */
package dev.tidemill.api.java.function;
