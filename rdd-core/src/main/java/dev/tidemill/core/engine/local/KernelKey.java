package dev.tidemill.core.engine.local;

import dev.tidemill.core.engine.Sink;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * What chains must have in common to share a kernel's class: the kinds of their steps, the classes
 * of their functions, and the class of what takes the records. The functions themselves may differ,
 * so a chain that every batch makes anew finds the class of the batch before.
 */
final class KernelKey {
  /** A class that does not stay because of us; knows the key that becomes void with it. */
  static final class ClassReference extends WeakReference<Class<?>> {
    final KernelKey key;

    ClassReference(Class<?> type, KernelKey key, ReferenceQueue<? super Class<?>> cleared) {
      super(type, cleared);
      this.key = key;
    }
  }

  private final Shape shape;
  private final int hash;
  // Classes in a key to look up with, references to them in one to keep.
  private final Object[] classes;

  KernelKey(Piece piece, Sink<Object> sink) {
    int length = piece.length();
    this.shape = piece.shape();
    this.classes = new Object[length + (piece.flat() == null ? 1 : 2)];
    for (int i = 0; i < length; i++) {
      classes[i] = piece.step(i).getClass();
    }
    classes[length] = sink.getClass();
    if (piece.flat() != null) {
      classes[length + 1] = piece.flat().getClass();
    }
    int mixed = shape.hashCode();
    for (Object type : classes) {
      mixed = mixed * 31 + type.hashCode();
    }
    this.hash = mixed;
  }

  private KernelKey(KernelKey key, ReferenceQueue<? super Class<?>> cleared) {
    this.shape = key.shape;
    this.hash = key.hash;
    this.classes = new Object[key.classes.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = new ClassReference(key.classAt(i), this, cleared);
    }
  }

  Shape shape() {
    return shape;
  }

  /** The same key in a form that keeps no class loaded. */
  KernelKey weak(ReferenceQueue<? super Class<?>> cleared) {
    return new KernelKey(this, cleared);
  }

  private Class<?> classAt(int i) {
    return classes[i] instanceof Reference<?> reference
        ? (Class<?>) reference.get()
        : (Class<?>) classes[i];
  }

  /** A key whose classes are gone equals itself only. */
  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof KernelKey that)
        || !shape.equals(that.shape)
        || classes.length != that.classes.length) {
      return false;
    }
    for (int i = 0; i < classes.length; i++) {
      Class<?> type = classAt(i);
      if (type == null || type != that.classAt(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
