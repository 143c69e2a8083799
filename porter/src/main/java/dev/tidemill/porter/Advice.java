package dev.tidemill.porter;

/**
 * Why something does not port, and what to do.
 *
 * @param why as the end of a sentence
 * @param remedy as an order
 */
record Advice(String why, String remedy) {}
