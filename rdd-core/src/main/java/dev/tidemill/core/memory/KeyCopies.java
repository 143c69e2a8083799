package dev.tidemill.core.memory;

import dev.tidemill.core.codec.CodecException;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds out, with the first key of each class, whether a key that comes back from disk is still
 * that key. Not so where a class has no {@code equals} of its own.
 */
final class KeyCopies {
  private final Workspace workspace;
  private final Set<Class<?>> equal = new HashSet<>(4);

  KeyCopies(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Whether the key may go to disk; says why if it may not. */
  boolean mayGo(Object key) {
    if (key == null || equal.contains(key.getClass())) {
      return true;
    }
    try {
      Object copy = workspace.codec().copier().copy(key);
      if (!copy.equals(key) || copy.hashCode() != key.hashCode()) {
        throw new CodecException(
            "a copy of such a key is not equal to it; give "
                + key.getClass().getName()
                + " equals and hashCode by value, as a record has them.");
      }
    } catch (CodecException refused) {
      workspace.keepsInMemory(key, refused);
      return false;
    }
    return equal.add(key.getClass());
  }
}
