package dev.tidemill.core.error;

/**
 * Throws checked exceptions where the signature has no room for them: the mirrored API lets user
 * functions throw anything, and iterators in between may not.
 */
public final class Sneaky {
  private Sneaky() {}

  /** Never returns; declared to return so that a caller can write {@code throw}. */
  public static RuntimeException thrown(Throwable failure) {
    throw Sneaky.<RuntimeException>as(failure);
  }

  @SuppressWarnings("unchecked") // the cast is not checked at run time, which is the point
  private static <E extends Throwable> RuntimeException as(Throwable failure) throws E {
    throw (E) failure;
  }
}
