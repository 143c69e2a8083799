package dev.tidemill.porter;

/** A source that is not Java; the message names the place. */
public final class UnparsableSourceException extends Exception {
  private static final long serialVersionUID = 1;

  private final String file;
  private final int line;
  private final int column;

  UnparsableSourceException(String file, int line, int column, String problem) {
    super(
        file
            + ":"
            + line
            + ":"
            + column
            + ": cannot be read as Java: "
            + problem
            + "; correct it.");
    this.file = file;
    this.line = line;
    this.column = column;
  }

  public String file() {
    return file;
  }

  /** From 1. */
  public int line() {
    return line;
  }

  /** From 1. */
  public int column() {
    return column;
  }
}
