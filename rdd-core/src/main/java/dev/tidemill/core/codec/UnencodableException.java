package dev.tidemill.core.codec;

/**
 * A value that no codec can encode: where it stands, its type, and what to do.
 *
 * <p>The path costs nothing while all is well: each level adds its part as the exception passes.
 */
public final class UnencodableException extends CodecException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_PATH = 400;

  private final String typeName;
  private final String reason;
  private final StringBuilder path = new StringBuilder();

  UnencodableException(String typeName, String reason, Throwable cause) {
    super(reason, cause);
    this.typeName = typeName;
    this.reason = reason;
  }

  UnencodableException within(String part) {
    if (path.length() < LONGEST_PATH) {
      path.insert(0, part);
    }
    return this;
  }

  /** The class of the value that stood in the way. */
  public String typeName() {
    return typeName;
  }

  /** For example {@code Order.customer.socket}; empty for the record itself. */
  public String path() {
    return path.toString();
  }

  @Override
  public String getMessage() {
    return "Cannot encode " + (path.isEmpty() ? "" : path + ": ") + typeName + ": " + reason;
  }
}
