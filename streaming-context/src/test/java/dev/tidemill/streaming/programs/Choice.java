package dev.tidemill.streaming.programs;

import java.util.List;
import java.util.Random;

/** What an operator that is being chosen chooses for itself. */
record Choice(Random random, List<ModelledStream> streams) {
  /** From 1 to that, both included. */
  int upTo(int most) {
    return 1 + random.nextInt(most);
  }

  boolean once(int of) {
    return random.nextInt(of) == 0;
  }

  <T> T of(List<T> several) {
    return several.get(random.nextInt(several.size()));
  }

  /** Any stream, rather one of the latest. */
  ModelledStream stream() {
    int size = streams.size();
    return streams.get(once(3) ? random.nextInt(size) : size - upTo(Math.min(3, size)));
  }

  /** Any stream that can be combined with this one, itself included. */
  ModelledStream beside(ModelledStream stream) {
    return of(streams.stream().filter(other -> other.slide == stream.slide).toList());
  }

  /** In the order of the values where the stream promises that much. */
  Combining combining(ModelledStream stream, ModelledStream.Order needed) {
    return stream.order.compareTo(needed) >= 0 && !once(3) ? Combining.APPEND : Combining.ADD;
  }
}
