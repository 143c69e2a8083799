package dev.tidemill.core.codec;

/** A class of the program whose values can be made from bytes. */
interface Readable {
  Definition definition();

  /**
   * The value whose tag and class have been read.
   *
   * @param entry the class as it was when the value was written
   */
  Object read(ValueReader in, TableEntry entry);
}
