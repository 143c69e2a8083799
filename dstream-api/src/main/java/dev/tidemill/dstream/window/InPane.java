package dev.tidemill.dstream.window;

/**
 * The value that a key has in one pane of a window. Panes are the pieces that enter and leave as a
 * whole.
 *
 * @param pane the end of its time, in milliseconds
 */
public record InPane<K, V>(long pane, K key, V value) {}
