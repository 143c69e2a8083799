package dev.tidemill.core.hadoop;

/** What becomes of a directory that is where an output is to be. */
public enum Existing {
  /** The output is refused. */
  REFUSED,
  /** It gives way if it has a {@code _SUCCESS}; if not, the output is refused. */
  REPLACED,
  /** The format's committer puts its files among those that are there; nothing is checked. */
  ADDED_TO
}
