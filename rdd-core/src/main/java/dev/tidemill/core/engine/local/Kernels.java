package dev.tidemill.core.engine.local;

import dev.tidemill.core.engine.Sink;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives every chain the kernel it has earned: the shared {@link RecordLoop}, or after enough
 * records a class of its own. A class costs some tenths of a millisecond and starts in the
 * interpreter; a chain seen once, or in tiny batches, must not pay that.
 *
 * <p>Remembers the {@link #MOST} chains used last, and none whose functions' classes nobody else
 * uses. Thread-safe.
 */
final class Kernels {
  /** After how many records a chain gets a class of its own. */
  static final long USUAL_RECORDS = 1 << 17;

  /** How many chains are remembered. */
  static final int MOST = 500;

  private final long enoughRecords;
  private final HiddenCopies copies;
  private final RecordLoop shared = new RecordLoop(Piece.NOTHING, null, null);
  private final ReferenceQueue<Class<?>> cleared = new ReferenceQueue<>();
  private final Map<KernelKey, Known> known = new LinkedHashMap<>(16, 0.75f, true);
  private int made;

  /** What we know of one chain. The maker is the shared kernel as long as the chain is counted. */
  private static final class Known {
    Kernel maker;
    Warmth warmth = Warmth.counting();

    Known(Kernel maker) {
      this.maker = maker;
    }
  }

  /** Bounds and the template are parameters for tests. */
  Kernels(long enoughRecords, HiddenCopies copies) {
    this.enoughRecords = enoughRecords;
    this.copies = copies;
  }

  /** The kernels of a chain, linked; the first one takes the records. */
  Kernel chain(List<Piece> pieces, Sink<Object> last) {
    Kernel first = kernel(pieces.get(pieces.size() - 1), last);
    for (int i = pieces.size() - 2; i >= 0; i--) {
      first = kernel(pieces.get(i), first);
    }
    return first;
  }

  /** Between two drains: the same kernel, or a faster one that the chain has earned meanwhile. */
  Kernel again(Kernel kernel, List<Piece> pieces, Sink<Object> last) {
    return kernel.isSettled() ? kernel : chain(pieces, last);
  }

  /** A kernel of one piece of a chain. */
  synchronized Kernel kernel(Piece piece, Sink<Object> sink) {
    forgetCleared();
    KernelKey key = new KernelKey(piece, sink);
    Known chain = known.get(key);
    if (chain == null) {
      chain = new Known(shared);
      known.put(key.weak(cleared), chain);
      forgetOldest();
    }
    if (chain.maker == shared && chain.warmth.reached(enoughRecords)) {
      warmUp(chain, key.shape());
    }
    return chain.maker.over(piece, sink, chain.warmth);
  }

  private void warmUp(Known chain, Shape shape) {
    Optional<Kernel> own = copies.define(shape);
    if (own.isPresent()) {
      chain.maker = own.get();
      made++;
    }
    chain.warmth = Warmth.constant();
  }

  private void forgetOldest() {
    if (known.size() > MOST) {
      known.remove(known.keySet().iterator().next());
    }
  }

  private void forgetCleared() {
    for (Reference<?> gone = cleared.poll(); gone != null; gone = cleared.poll()) {
      known.remove(((KernelKey.ClassReference) gone).key);
    }
  }

  /** How many classes were defined. For tests. */
  synchronized int made() {
    return made;
  }

  /** How many chains are remembered. For tests. */
  synchronized int remembered() {
    forgetCleared();
    return known.size();
  }
}
