package dev.tidemill.files.select;

/** Why a name that is in the directory is not taken by a batch. */
public enum Reason {
  /** It was there when the stream was created, and has not changed since. */
  THERE_AT_CREATION,
  /** An earlier batch took it. */
  TAKEN_BEFORE,
  /** An earlier batch took it, and its length or modification time is another one since then. */
  CHANGED_AFTER_TAKEN,
  /** Its name says that it is not finished. */
  IN_THE_MAKING,
  /** It is a directory. */
  DIRECTORY,
  /** Its name has bytes that are no text here, so that it cannot be opened by that name. */
  NAME_NOT_TEXT
}
