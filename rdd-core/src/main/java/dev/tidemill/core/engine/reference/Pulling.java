package dev.tidemill.core.engine.reference;

import dev.tidemill.api.java.function.FlatMapFunction;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.core.engine.Answers;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.thread.Interrupts;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Plain iterators that make each record when it is asked for. */
abstract class Pulling<T> implements Iterator<T> {
  private int passed;
  private boolean ready;
  private T next;

  /** Whether there is a further record; if so it has been {@linkplain #give given}. */
  abstract boolean advance() throws Exception;

  /** Hands the record over; true, so that {@link #advance} can end with it. */
  final boolean give(T record) {
    next = record;
    return true;
  }

  @Override
  public boolean hasNext() {
    try {
      if (!ready) {
        Interrupts.notice(++passed);
        ready = advance();
      }
    } catch (Exception failed) {
      throw Sneaky.thrown(failed);
    }
    return ready;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ready = false;
    return next;
  }

  static <A, B> Iterator<B> mapped(Iterator<? extends A> records, Function<A, B> function) {
    return new Pulling<>() {
      @Override
      boolean advance() throws Exception {
        return records.hasNext() && give(function.call(records.next()));
      }
    };
  }

  static <A> Iterator<A> filtered(Iterator<? extends A> records, Function<A, Boolean> function) {
    return new Pulling<>() {
      @Override
      boolean advance() throws Exception {
        for (int dropped = 1; records.hasNext(); dropped++) {
          A record = records.next();
          if (Answers.ofFilter(function.call(record))) {
            return give(record);
          }
          Interrupts.notice(dropped);
        }
        return false;
      }
    };
  }

  static <A, B> Iterator<B> flat(Iterator<? extends A> records, FlatMapFunction<A, B> function) {
    return new Pulling<>() {
      private Iterator<B> current = Collections.emptyIterator();

      @Override
      boolean advance() throws Exception {
        for (int empty = 1; !current.hasNext(); empty++) {
          if (!records.hasNext()) {
            return false;
          }
          current = Answers.ofFlatMap(function.call(records.next()));
          Interrupts.notice(empty);
        }
        return give(current.next());
      }
    };
  }
}
