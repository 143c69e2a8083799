package dev.tidemill.core.state;

import java.util.Arrays;

/**
 * What a table knows of its keys, column by column, in places from 0 on without a gap. Places lie
 * in chunks that never move, so that growing copies nothing but the first, small one.
 *
 * <pre>
 *   pairs    key, value              two references a place
 *   numbers  hash, mark              two ints, or four with the order: hash, mark, before, after
 *   times    when last touched       a long, with the order only
 * </pre>
 */
final class KeyColumns {
  private static final int BITS = 10;
  private static final int CHUNK = 1 << BITS;
  private static final int MASK = CHUNK - 1;
  private static final int FIRST = 16;
  private static final long REFERENCE_BYTES = 4;

  private static final class Chunk {
    Object[] pairs;
    int[] numbers;
    long[] times;

    Chunk(int places, int numbersEach, boolean hasTimes) {
      pairs = new Object[2 * places];
      numbers = new int[numbersEach * places];
      times = hasTimes ? new long[places] : null;
    }

    int places() {
      return pairs.length / 2;
    }

    void grow() {
      pairs = Arrays.copyOf(pairs, 2 * pairs.length);
      numbers = Arrays.copyOf(numbers, 2 * numbers.length);
      times = times == null ? null : Arrays.copyOf(times, 2 * times.length);
    }
  }

  private final int shift;
  private final boolean ordered;
  private Chunk[] chunks = new Chunk[1];
  private int used;

  /**
   * @param ordered whether there are times, and an order by them
   */
  KeyColumns(boolean ordered) {
    this.ordered = ordered;
    this.shift = ordered ? 2 : 1;
  }

  /** Makes room for a place, the next one. */
  void reach(int place) {
    int chunk = place >>> BITS;
    if (chunk == used) {
      if (used == chunks.length) {
        chunks = Arrays.copyOf(chunks, 2 * used);
      }
      chunks[used++] = new Chunk(chunk == 0 ? FIRST : CHUNK, 1 << shift, ordered);
    } else if ((place & MASK) == chunks[chunk].places()) {
      chunks[chunk].grow();
    }
  }

  /** Gives back what lies far behind the last place that is used. */
  void trim(int places) {
    // One chunk more stays, so that a table that goes up and down does not make it anew each time.
    int kept = (places >>> BITS) + 2;
    while (used > kept) {
      chunks[--used] = null;
    }
  }

  private Chunk of(int place) {
    return chunks[place >>> BITS];
  }

  Object key(int place) {
    return of(place).pairs[(place & MASK) << 1];
  }

  Object value(int place) {
    return of(place).pairs[((place & MASK) << 1) + 1];
  }

  void pair(int place, Object key, Object value) {
    Object[] pairs = of(place).pairs;
    int at = (place & MASK) << 1;
    pairs[at] = key;
    pairs[at + 1] = value;
  }

  void value(int place, Object value) {
    of(place).pairs[((place & MASK) << 1) + 1] = value;
  }

  private int number(int place, int column) {
    return of(place).numbers[((place & MASK) << shift) + column];
  }

  private void number(int place, int column, int number) {
    of(place).numbers[((place & MASK) << shift) + column] = number;
  }

  int hash(int place) {
    return number(place, 0);
  }

  void hash(int place, int hash) {
    number(place, 0, hash);
  }

  int mark(int place) {
    return number(place, 1);
  }

  void mark(int place, int mark) {
    number(place, 1, mark);
  }

  int before(int place) {
    return number(place, 2);
  }

  void before(int place, int other) {
    number(place, 2, other);
  }

  int after(int place) {
    return number(place, 3);
  }

  void after(int place, int other) {
    number(place, 3, other);
  }

  long time(int place) {
    return of(place).times[place & MASK];
  }

  void time(int place, long time) {
    of(place).times[place & MASK] = time;
  }

  /** Copies references of neighbouring places, as far as they lie in one chunk; how many. */
  int copy(int from, int to, Object[] target) {
    int end = Math.min(to, (from | MASK) + 1);
    System.arraycopy(of(from).pairs, (from & MASK) << 1, target, 0, (end - from) << 1);
    return end - from;
  }

  /** What the columns take of the heap. */
  long bytes() {
    long each = 2 * REFERENCE_BYTES + (Integer.BYTES << shift) + (ordered ? Long.BYTES : 0);
    long places = used == 0 ? 0 : chunks[0].places() + (used - 1L) * CHUNK;
    return each * places + REFERENCE_BYTES * chunks.length;
  }
}
