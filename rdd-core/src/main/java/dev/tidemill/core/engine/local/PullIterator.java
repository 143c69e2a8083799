package dev.tidemill.core.engine.local;

import dev.tidemill.core.engine.Answers;
import dev.tidemill.core.engine.Sink;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.thread.Interrupts;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A fused chain of record-wise operators that makes one record at a time, when asked. Holds one
 * open iterator for each flatMap and no buffer, so endless and blocking ones work.
 *
 * <p>Maps and filters run in the same kernels as pushed records do, of which we are the sink: they
 * hand back at most one record for each they take. Pieces are walked in a loop, so a chain of
 * thousands of steps does not overflow the stack.
 */
final class PullIterator implements Iterator<Object>, Sink<Object> {
  private final Kernels kernels;
  private final List<Piece> pieces;
  private final Piece[] stepsOnly;
  private final Kernel[] steps;
  // open[i] yields what enters pieces[i]; set for the base and behind each flatMap that is in use.
  private final Iterator<?>[] open;
  private int deepest;
  private int carried;
  private boolean ready;
  private Object record;

  PullIterator(Iterator<?> base, List<Piece> pieces, Kernels kernels) {
    this.kernels = kernels;
    this.pieces = pieces;
    this.stepsOnly = pieces.stream().map(Piece::withoutFlat).toArray(Piece[]::new);
    this.steps = new Kernel[pieces.size()];
    this.open = new Iterator<?>[pieces.size() + 1];
    this.open[0] = base;
    takeKernels();
  }

  private void takeKernels() {
    for (int i = 0; i < steps.length; i++) {
      steps[i] = kernels.kernel(stepsOnly[i], this);
    }
  }

  @Override
  public boolean hasNext() {
    try {
      return ready || advance();
    } catch (Exception failed) {
      throw Sneaky.thrown(failed);
    }
  }

  @Override
  public Object next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ready = false;
    Object given = record;
    record = null;
    return given;
  }

  private boolean advance() throws Exception {
    int dropped = 0;
    while (true) {
      while (!open[deepest].hasNext()) {
        if (deepest == 0) {
          return false;
        }
        open[deepest] = null;
        do {
          deepest--;
        } while (open[deepest] == null);
      }
      if (carry(open[deepest].next())) {
        return true;
      }
      Interrupts.notice(++dropped);
    }
  }

  /** Carries a record from its place to the end; false if it was dropped or became an iterator. */
  private boolean carry(Object entering) throws Exception {
    if (++carried % RecordLoop.CHUNK == 0) {
      warmUp();
    }
    Object current = entering;
    for (int i = deepest; i < steps.length; i++) {
      steps[i].accept(current);
      if (!ready) {
        return false;
      }
      current = record;
      ready = false;
      record = null;
      Piece piece = pieces.get(i);
      if (piece.flat() != null) {
        open[i + 1] = Answers.ofFlatMap(piece.flat().call(current));
        deepest = i + 1;
        return false;
      }
    }
    return accept(current);
  }

  private void warmUp() {
    for (Kernel kernel : steps) {
      kernel.passed(RecordLoop.CHUNK);
    }
    takeKernels();
  }

  /** What comes out of a kernel. */
  @Override
  public boolean accept(Object arrived) {
    record = arrived;
    ready = true;
    return true;
  }
}
