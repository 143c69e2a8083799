package dev.tidemill.core.closure;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what Java serialisation makes of one object, whatever its class is and without opening
 * it: a stream is asked to write it, and gets null for everything that it refers to.
 */
final class Probe extends ObjectOutputStream {
  private final SharedVariables shared;
  private final List<Object> parts = new ArrayList<>();
  private boolean begun;
  private Object form;

  /**
   * What a stream makes of an object.
   *
   * @param form what is written in its place (its {@code writeReplace}, a handle), or itself
   * @param parts what it refers to, each as its {@code writeReplace} gives it
   * @param refusal why it cannot be written, whatever its parts are
   */
  record Finding(Object form, List<Object> parts, Optional<NotSerializableException> refusal) {}

  private Probe(SharedVariables shared) throws IOException {
    super(OutputStream.nullOutputStream());
    this.shared = shared;
    enableReplaceObject(true);
  }

  static Finding of(Object object, SharedVariables shared) throws IOException {
    try (Probe probe = new Probe(shared)) {
      try {
        probe.writeObject(object);
      } catch (NotSerializableException refused) {
        return new Finding(probe.form, probe.parts, Optional.of(refused));
      }
      return new Finding(probe.form, probe.parts, Optional.empty());
    }
  }

  // The stream calls this for the object itself first, then for each part; both after their own
  // writeReplace.
  @Override
  protected Object replaceObject(Object object) throws IOException {
    if (begun) {
      parts.add(object);
      return null;
    }
    begun = true;
    form = object;
    form = shared.toHandle(object);
    return form;
  }
}
