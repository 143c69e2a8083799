package dev.tidemill.core.state;

import dev.tidemill.Tuple2;
import java.io.IOException;
import java.util.Iterator;

/**
 * One partition of a keyed state, in versions: each step makes the next one from the one before.
 * The border between what states do and where they are kept.
 *
 * <p>A step is staged: all that is done to entries stays apart until {@link Stage#publish}, which
 * calls no code of the program and does not fail. Whoever throws a stage away has changed nothing.
 * An earlier version can be read while steps go on, as long as it is kept.
 *
 * <p>One thread at a time works on stages and puts back; any thread reads versions.
 *
 * @param <K> keys, by {@code equals} and {@code hashCode}; null is one
 * @param <S> values; null is one
 */
public interface StateStore<K, S> {
  /** How many keys there are after the last step. */
  long size();

  /** The time of the latest version. */
  long time();

  /** Begins a step. There is no other one under way. */
  Stage<K, S> stage(long time);

  /**
   * The keys and values as they were after the step of that time. The state may go on meanwhile.
   *
   * @throws IllegalStateException if that version is not kept any more
   */
  Iterator<Tuple2<K, S>> read(long time);

  /** Nobody will ask for versions before this time any more. */
  void forget(long before);

  /** Goes through the keys that there are now. Used between steps, or before a stage's publish. */
  StateWalk walk();

  /**
   * Puts keys back as an earlier process had them, or takes other values for them. Keys and values
   * are those of the state, whatever Java knows of their types.
   */
  void restore(KeyBlock keys);

  /** Takes a key out, as an earlier process had. */
  void remove(K key);

  /** What was put back is the version of that time. */
  void restored(long time);

  /** What the last step did, and what there is after it. */
  StateCounts counts();

  /**
   * A step that is being worked out. Entries have numbers from 0 on in the order in which the step
   * met their keys.
   */
  interface Stage<K, S> {
    /** The entry of a key, met for the first time or again. */
    int entry(K key);

    /** Meets as many keys as there are in the array, at once; faster than one by one. */
    void entries(Object[] keys, int count, int[] entries);

    K key(int entry);

    /** Whether the key has a value, as the step has left it so far. */
    boolean exists(int entry);

    /** The value, as the step has left it so far. */
    S value(int entry);

    void put(int entry, S value);

    /**
     * @param why for the counts
     */
    void remove(int entry, Removal why);

    /** The key has data in this step; where times are kept, this step's is its time. */
    void touch(int entry);

    /**
     * Meets the key that was touched longest ago, before a time and not in this step, and that the
     * step has not met yet; -1 if there is none.
     */
    int nextIdle(long before);

    /** Calls for every key of the state that the step has not met. */
    void eachOther(Visitor<K, S> visitor) throws Exception;

    /** How many keys there would be if the step ended now. */
    long size();

    /** What the step does to keys, for whoever writes it down. Before {@link #publish}. */
    void writeTo(StateLog log) throws IOException;

    /**
     * Makes the step the state's last.
     *
     * @param keepBefore whether somebody may ask for the version before
     */
    void publish(boolean keepBefore);

    /** Forgets the step. */
    void discard();
  }

  /** Why a key goes. */
  enum Removal {
    /** The program wants it. */
    ASKED,
    /** It was idle for too long. */
    TIMED_OUT,
    /** It has to make room. */
    EVICTED
  }

  /** Sees a key and its value. */
  @FunctionalInterface
  interface Visitor<K, S> {
    /**
     * @return the value that the key has from now on, the same object if it stays; null if the key
     *     is to go
     */
    S visit(K key, S value) throws Exception;
  }
}
