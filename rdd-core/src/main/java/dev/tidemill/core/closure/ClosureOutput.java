package dev.tidemill.core.closure;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/** Writes closures, with handles in place of what is shared. */
final class ClosureOutput extends ObjectOutputStream {
  private final SharedVariables shared;

  ClosureOutput(OutputStream out, SharedVariables shared) throws IOException {
    super(out);
    this.shared = shared;
    enableReplaceObject(true);
  }

  @Override
  protected Object replaceObject(Object object) throws IOException {
    return shared.toHandle(object);
  }
}
