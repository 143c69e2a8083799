package dev.tidemill.core.codec;

import dev.tidemill.Tuple2;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps values that outlive the call that made them from being changed by the functions that see
 * them: each reader of a value gets the value itself if it is known never to change, else a copy of
 * its own, made through the codec.
 *
 * <p>A value that no codec can encode is shared all the same, with one warning for each type. With
 * {@code tidemill.trustFunctions=true} everything is shared. Thread-safe.
 */
public final class Isolation {
  private static final Logger LOG = LoggerFactory.getLogger(Isolation.class);

  /** Shares everything: for data of our own, and functions that can be trusted. */
  public static final Isolation NONE = new Isolation(Codec.plain(), true);

  private final Codec codec;
  private final boolean trusting;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();
  private final Set<Class<?>> shared = ConcurrentHashMap.newKeySet();

  public Isolation(Codec codec, boolean trusting) {
    this.codec = codec;
    this.trusting = trusting;
  }

  /** Whether every value is shared, so that nothing has to be looked at. */
  public boolean sharesAll() {
    return trusting;
  }

  /** The records one after another, those that may change as copies. For one thread. */
  public <T> Isolated<T> over(Iterator<T> records) {
    return new Isolated<>(this, records);
  }

  /** What functions may have of values that are kept. For one thread. */
  public Copies copies() {
    return new Copies(this);
  }

  /** Hands out values: themselves if they never change, else copies. */
  public static final class Copies {
    private final Isolation isolation;
    // Types that never change, the latest first: often keys and values take turns.
    private Class<?> constant;
    private Class<?> constantBefore;
    private Copier copier;
    private boolean copied;

    private Copies(Isolation isolation) {
      this.isolation = isolation;
    }

    public <T> T of(T value) {
      if (value == null || isolation.trusting) {
        return value;
      }
      Class<?> type = value.getClass();
      if (type == constant || type == constantBefore) {
        return value;
      }
      if (Immutability.of(value)) {
        if (Immutability.always(type)) {
          constantBefore = constant;
          constant = type;
        }
        return value;
      }
      copied = true;
      return isolation.shared.contains(type) ? value : copy(value);
    }

    /**
     * Whether what a function gave back for a kept value is no other value: it is the same object
     * or equal, of a kind that never changes, or both look the same when encoded.
     */
    public boolean same(Object kept, Object given) {
      if (kept == null || given == null || kept.getClass() != given.getClass()) {
        return kept == given;
      }
      Class<?> type = kept.getClass();
      if (Immutability.always(type) || isolation.trusting) {
        return kept == given || (Encodings.ofJdk(type) && kept.equals(given));
      }
      return !isolation.shared.contains(type) && encodedSame(kept, given);
    }

    private Copier copier() {
      if (copier == null) {
        copier = isolation.codec.copier();
      }
      return copier;
    }

    private boolean encodedSame(Object kept, Object given) {
      try {
        return copier().same(kept, given);
      } catch (CodecException unencodable) {
        return false; // whoever keeps it will say so
      }
    }

    private <T> T copy(T value) {
      try {
        return copier().copy(value);
      } catch (UnencodableException refused) {
        isolation.sharedAsItIs(value, refused.typeName(), refused);
      } catch (CodecException failed) {
        isolation.sharedAsItIs(value, value.getClass().getName(), failed);
      }
      return value;
    }
  }

  /** Walks records and hands out what a function may have. */
  public static final class Isolated<T> implements Iterator<T> {
    private final Iterator<T> records;
    private final Copies copies;

    private Isolated(Isolation isolation, Iterator<T> records) {
      this.records = records;
      this.copies = isolation.copies();
    }

    @Override
    public boolean hasNext() {
      return records.hasNext();
    }

    @Override
    public T next() {
      return copies.of(records.next());
    }

    /** Whether all records were met, and all may be shared as they are. */
    public boolean allShared() {
      return !copies.copied && !records.hasNext();
    }
  }

  /**
   * Says, once for each type, that a record is given to all readers as it is.
   *
   * @param reason why it cannot be copied
   */
  public void sharedAsItIs(Object record, String typeName, CodecException reason) {
    if (!Encodings.ofJdk(record.getClass()) && record.getClass() != Tuple2.class) {
      shared.add(record.getClass()); // not tried again, for every record it would fail alike
    }
    if (warned.add(typeName)) {
      LOG.warn(
          "Records with a {} are given to functions as they are, not as copies: {} Functions must"
              + " not change them (tidemill.trustFunctions=true says that none does).",
          typeName,
          reason.getMessage(),
          reason);
    }
  }
}
