package dev.tidemill.core.state;

import java.util.Arrays;

/**
 * What a table knows of its keys, in places from 0 on without a gap. Places lie in chunks that
 * never move, so that growing copies nothing but the first, small one.
 *
 * <pre>
 *   references  key                            or key, value
 *   rows        hash | mark, links, time, value    one long each; links (before | after) and time
 *                                              with the order only, the value if it is a number
 * </pre>
 *
 * As long as all values of a chunk are numbers of one kind they lie in the rows, beside what a
 * search has touched: so a step that changes them makes no old object refer to a young one, which
 * is what collectors pay for. The first other value turns the chunk, and those made later, into one
 * of references.
 */
final class KeyColumns {
  private static final int BITS = 10;
  private static final int CHUNK = 1 << BITS;
  private static final int MASK = CHUNK - 1;
  private static final int FIRST = 16;
  private static final long REFERENCE_BYTES = 4;

  // Columns of a row.
  private static final int HASH_AND_MARK = 0;
  private static final int LINKS = 1;
  private static final int TIME = 2;

  /** Some places. The value of a number is the last column of its row. */
  private static final class Chunk {
    Object[] references;
    long[] rows;
    int width;
    boolean holdsNumbers;
    // Of the numbers; null until the first one comes.
    NumberKind kind;

    Chunk(int places, int width, boolean holdsNumbers) {
      this.holdsNumbers = holdsNumbers;
      this.width = width + (holdsNumbers ? 1 : 0);
      this.rows = new long[places * this.width];
      this.references = new Object[holdsNumbers ? places : 2 * places];
    }

    int places() {
      return rows.length / width;
    }

    void grow() {
      references = Arrays.copyOf(references, 2 * references.length);
      rows = Arrays.copyOf(rows, 2 * rows.length);
    }

    long bytes() {
      return REFERENCE_BYTES * references.length + Long.BYTES * (long) rows.length;
    }

    Object key(int at) {
      return references[holdsNumbers ? at : at << 1];
    }

    Object value(int at) {
      if (!holdsNumbers) {
        return references[(at << 1) + 1];
      }
      return kind == null ? null : kind.value(rows[at * width + width - 1]);
    }

    void key(int at, Object key) {
      references[holdsNumbers ? at : at << 1] = key;
    }

    /**
     * @return false, and nothing is done, if it would have to hold references
     */
    boolean take(int at, Object value) {
      if (!holdsNumbers) {
        references[(at << 1) + 1] = value;
        return true;
      }
      if (kind == null) {
        kind = NumberKind.of(value);
      }
      if (kind == null || !kind.isOf(value)) {
        return false;
      }
      rows[at * width + width - 1] = kind.bits(value);
      return true;
    }

    void holdReferences() {
      int places = places();
      Object[] pairs = new Object[2 * places];
      long[] narrower = new long[places * (width - 1)];
      for (int at = 0; at < places; at++) {
        pairs[at << 1] = references[at];
        // A place without a key has the value of no number.
        pairs[(at << 1) + 1] = value(at);
        System.arraycopy(rows, at * width, narrower, at * (width - 1), width - 1);
      }
      references = pairs;
      rows = narrower;
      width--;
      holdsNumbers = false;
    }
  }

  private final int width;
  private Chunk[] chunks = new Chunk[1];
  private int used;
  // Of all chunks.
  private long bytes;
  // Whether a chunk that is made may hold numbers.
  private boolean numbersOnly = true;

  /**
   * @param ordered whether there are times, and an order by them
   */
  KeyColumns(boolean ordered) {
    this.width = ordered ? 3 : 1;
  }

  /** Makes room for a place, the next one. */
  void reach(int place) {
    int chunk = place >>> BITS;
    if (chunk == used) {
      if (used == chunks.length) {
        chunks = Arrays.copyOf(chunks, 2 * used);
      }
      chunks[used] = new Chunk(chunk == 0 ? FIRST : CHUNK, width, numbersOnly);
      bytes += chunks[used++].bytes();
    } else if ((place & MASK) == chunks[chunk].places()) {
      bytes += chunks[chunk].bytes(); // it becomes twice as large
      chunks[chunk].grow();
    }
  }

  /** Gives back what lies far behind the last place that is used. */
  void trim(int places) {
    // One chunk more stays, so that a table that goes up and down does not make it anew each time.
    int kept = (places >>> BITS) + 2;
    while (used > kept) {
      bytes -= chunks[--used].bytes();
      chunks[used] = null;
    }
  }

  private Chunk of(int place) {
    return chunks[place >>> BITS];
  }

  Object key(int place) {
    return of(place).key(place & MASK);
  }

  void key(int place, Object key) {
    of(place).key(place & MASK, key);
  }

  /** The value; of a place that has got none, anything. */
  Object value(int place) {
    return of(place).value(place & MASK);
  }

  /** Has the value brought near; of no meaning. */
  int touchValue(int place) {
    Chunk chunk = of(place);
    if (chunk.holdsNumbers) {
      return 0; // it lies beside the hash
    }
    Object value = chunk.value(place & MASK);
    return value != null && value.getClass() == Object.class ? 1 : 0;
  }

  void value(int place, Object value) {
    Chunk chunk = of(place);
    if (!chunk.take(place & MASK, value)) {
      bytes -= chunk.bytes();
      chunk.holdReferences();
      bytes += chunk.bytes();
      chunk.take(place & MASK, value);
      numbersOnly = false;
    }
  }

  /** Lets go of the objects in a place. */
  void clear(int place) {
    Chunk chunk = of(place);
    chunk.key(place & MASK, null);
    if (!chunk.holdsNumbers) {
      chunk.take(place & MASK, null);
    }
  }

  private long column(int place, int column) {
    Chunk chunk = of(place);
    return chunk.rows[(place & MASK) * chunk.width + column];
  }

  private void column(int place, int column, long value) {
    Chunk chunk = of(place);
    chunk.rows[(place & MASK) * chunk.width + column] = value;
  }

  private int upper(int place, int column) {
    return (int) (column(place, column) >>> Integer.SIZE);
  }

  private void upper(int place, int column, int value) {
    column(place, column, (long) value << Integer.SIZE | column(place, column) & 0xffffffffL);
  }

  private int lower(int place, int column) {
    return (int) column(place, column);
  }

  private void lower(int place, int column, int value) {
    column(place, column, column(place, column) & ~0xffffffffL | value & 0xffffffffL);
  }

  int hash(int place) {
    return upper(place, HASH_AND_MARK);
  }

  void hash(int place, int hash) {
    upper(place, HASH_AND_MARK, hash);
  }

  int mark(int place) {
    return lower(place, HASH_AND_MARK);
  }

  void mark(int place, int mark) {
    lower(place, HASH_AND_MARK, mark);
  }

  int before(int place) {
    return upper(place, LINKS);
  }

  void before(int place, int other) {
    upper(place, LINKS, other);
  }

  int after(int place) {
    return lower(place, LINKS);
  }

  void after(int place, int other) {
    lower(place, LINKS, other);
  }

  long time(int place) {
    return column(place, TIME);
  }

  void time(int place, long time) {
    column(place, TIME, time);
  }

  /** Copies keys and values of neighbouring places, as far as they lie in one chunk; how many. */
  int copy(int from, int to, Object[] target) {
    Chunk chunk = of(from);
    int end = Math.min(to, (from | MASK) + 1);
    int first = from & MASK;
    if (!chunk.holdsNumbers) {
      System.arraycopy(chunk.references, first << 1, target, 0, (end - from) << 1);
      return end - from;
    }
    for (int i = 0; i < end - from; i++) {
      target[2 * i] = chunk.key(first + i);
      target[2 * i + 1] = chunk.value(first + i);
    }
    return end - from;
  }

  /** Whether no value has an object of its own. */
  boolean holdsNumbersOnly() {
    return numbersOnly;
  }

  /** For how many keys there is room. */
  long places() {
    return used == 0 ? 0 : chunks[0].places() + (used - 1L) * CHUNK;
  }

  /** What the columns take of the heap. */
  long bytes() {
    return bytes + REFERENCE_BYTES * chunks.length;
  }
}
