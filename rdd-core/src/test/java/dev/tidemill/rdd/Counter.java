package dev.tidemill.rdd;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts calls of functions, those of their copies too. */
final class Counter extends Shared<AtomicInteger> {
  private static final long serialVersionUID = 1L;

  Counter() {
    super(new AtomicInteger());
  }

  int incrementAndGet() {
    return it().incrementAndGet();
  }

  void add(int more) {
    it().addAndGet(more);
  }

  int getAndIncrement() {
    return it().getAndIncrement();
  }

  int decrementAndGet() {
    return it().decrementAndGet();
  }

  int get() {
    return it().get();
  }
}
