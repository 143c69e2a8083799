package dev.tidemill.rdd;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Something that functions change and tests look at: copies of it refer to the same object. */
class Shared<T> implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final Map<Integer, Object> OBJECTS = new ConcurrentHashMap<>();

  private final int number = NEXT.getAndIncrement();

  Shared(T object) {
    OBJECTS.put(number, object);
  }

  @SuppressWarnings("unchecked") // the constructor has put a T
  final T it() {
    return (T) OBJECTS.get(number);
  }
}
