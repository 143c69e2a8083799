package dev.tidemill.core.closure;

import dev.tidemill.core.codec.ProgramObjectInput;
import java.io.IOException;

/** Reads what a {@link ClosureOutput} wrote. */
final class ClosureInput extends ProgramObjectInput {
  private final SharedVariables shared;

  ClosureInput(byte[] bytes, SharedVariables shared) throws IOException {
    super(bytes);
    this.shared = shared;
    enableResolveObject(true);
  }

  @Override
  protected Object resolveObject(Object object) {
    return shared.fromHandle(object);
  }
}
