package dev.tidemill.core.closure;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Finds objects by their numbers as long as somebody else holds them. Thread-safe. */
public final class WeakById<T> {
  private final Map<Long, Entry<T>> entries = new ConcurrentHashMap<>();
  private final ReferenceQueue<T> gone = new ReferenceQueue<>();

  private static final class Entry<T> extends WeakReference<T> {
    private final long id;

    Entry(long id, T object, ReferenceQueue<T> gone) {
      super(object, gone);
      this.id = id;
    }
  }

  public void put(long id, T object) {
    for (Object entry = gone.poll(); entry != null; entry = gone.poll()) {
      entries.remove(((Entry<?>) entry).id, entry);
    }
    entries.put(id, new Entry<>(id, object, gone));
  }

  /** Null if there is none, or nobody holds it any more. */
  public T get(long id) {
    Entry<T> entry = entries.get(id);
    return entry == null ? null : entry.get();
  }

  /** All that somebody else holds. */
  public List<T> all() {
    return entries.values().stream().map(Entry::get).filter(Objects::nonNull).toList();
  }
}
