package dev.tidemill.core.memory;

/**
 * Guesses what a record holds of the heap, cheaply and rather too high: the guess bounds memory, it
 * is not an account.
 *
 * <p>Text and arrays of numbers go by their length. Other records are looked into once in a while,
 * and those in between are taken to be like the last one.
 *
 * <p>Threads: any. Counting is not exact then, which only changes which records are looked into.
 */
public final class RecordSizes {
  static final long OBJECT = 24;
  private static final int SAMPLE_EVERY = 32;

  private int sinceSample;
  private volatile long guess;

  public long of(Object record) {
    // First, as nearly all records are text.
    if (record instanceof String text) {
      return textBytes(text);
    }
    if (record instanceof byte[] bytes) {
      return OBJECT + bytes.length;
    }
    if (guess == 0 || ++sinceSample >= SAMPLE_EVERY) {
      sinceSample = 0;
      guess = Math.max(1, ObjectWalk.measure(record));
    }
    return guess;
  }

  /** Of a record that is looked into, however often that has been done before. */
  public static long measured(Object record) {
    return ObjectWalk.measure(record);
  }

  /** Two bytes a character hold whatever the text is. */
  static long textBytes(CharSequence text) {
    return 48 + 2L * text.length();
  }
}
