package dev.tidemill.core.codec;

/** How values of one class are written. Made once for each class and codec; thread-safe. */
interface Encoding {
  void write(ValueWriter out, Object value);
}
