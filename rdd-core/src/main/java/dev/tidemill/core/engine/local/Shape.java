package dev.tidemill.core.engine.local;

/**
 * Of what kinds the steps of a piece are.
 *
 * @param steps how many maps and filters
 * @param filters bit i is set if step i is a filter
 * @param flattens whether a flatMap follows
 */
record Shape(int steps, int filters, boolean flattens) {}
