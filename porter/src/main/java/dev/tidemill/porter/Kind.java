package dev.tidemill.porter;

/** What an expression gives, as far as it can be told without compiling. */
enum Kind {
  ITERATOR,
  COLLECTION,
  NOTHING,
  OTHER,
  UNKNOWN
}
