package dev.tidemill.porter;

/** Looks at a file, and notes edits, changes and remarks. */
interface Rule {
  void apply(Source source);
}
