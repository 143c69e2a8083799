package dev.tidemill.core.hadoop;

import java.util.Optional;

/**
 * What becomes of a directory that is where an output is to be.
 *
 * @param owner who may replace it; none for those that are not replaced
 */
public record Existing(Way way, Optional<String> owner) {
  /** What is done. */
  enum Way {
    /** The output is refused. */
    REFUSED,
    /** It gives way if its owner wrote it whole; if not, the output is refused. */
    REPLACED,
    /** The format's committer puts its files among those that are there; nothing is checked. */
    ADDED_TO
  }

  public static final Existing REFUSED = new Existing(Way.REFUSED, Optional.empty());
  public static final Existing ADDED_TO = new Existing(Way.ADDED_TO, Optional.empty());

  /** See {@link dev.tidemill.core.file.OutputDirectory#replacing}. */
  public static Existing replacedBy(String owner) {
    return new Existing(Way.REPLACED, Optional.of(owner));
  }

  boolean isReplaced() {
    return way == Way.REPLACED;
  }
}
