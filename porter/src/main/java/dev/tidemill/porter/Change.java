package dev.tidemill.porter;

/**
 * Something that was changed.
 *
 * @param file as the caller named it
 * @param line in the old text, from 1
 * @param what in one sentence
 */
public record Change(String file, int line, String what) {}
