package dev.tidemill.core.plan;

import dev.tidemill.Tuple2;
import java.util.Iterator;

/** Values as pairs of one key, made as they are asked for. */
public final class ValuesOf {
  private ValuesOf() {}

  /**
   * @throws NullPointerException if there is no iterator, which a function of the program has made
   */
  public static <K, U> Iterator<Tuple2<K, U>> key(K key, Iterator<U> values) {
    if (values == null) {
      throw new NullPointerException(
          "The function of flatMapValues returned null; return an empty iterator for no values.");
    }
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return values.hasNext();
      }

      @Override
      public Tuple2<K, U> next() {
        return new Tuple2<>(key, values.next());
      }
    };
  }
}
