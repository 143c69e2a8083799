package dev.tidemill.core.engine.local;

import dev.tidemill.api.java.function.FlatMapFunction;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.core.engine.Answers;
import dev.tidemill.core.engine.Sink;
import dev.tidemill.core.thread.Interrupts;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.util.Iterator;
import java.util.List;

/**
 * The loop over records, and the template of all kernels: what is pushed through map, filter and
 * flatMap is said here and nowhere else.
 *
 * <p>The JIT inlines a user's function where a call site has met one class only, and it keeps count
 * by place in the bytecode. So every chain that has enough records gets a copy of this class of its
 * own ({@link HiddenCopies}); others share this one. Two things follow for the code. The steps are
 * written out, one call site for each place in a chain: in a loop all would share one. And nothing
 * here may name this class outside of itself, have nested classes or lambdas: in a copy its name
 * means the copy.
 */
final class RecordLoop implements Kernel {
  /** How many maps and filters one loop takes; longer chains are several loops. */
  static final int STEPS = 8;

  /** How many records a drain pushes, and how often an interrupt is looked for. */
  static final int CHUNK = 1 << 10;

  // In a copy what its chain consists of, else null. Constants cost compiled code no tests.
  private static final Shape OWN = ownShape();
  private static final int OWN_STEPS = OWN == null ? 0 : OWN.steps();
  private static final int OWN_FILTERS = OWN == null ? 0 : OWN.filters();
  private static final boolean OWN_FLATTENS = OWN != null && OWN.flattens();

  private final Shape shape;
  private final Function<Object, Object> step0;
  private final Function<Object, Object> step1;
  private final Function<Object, Object> step2;
  private final Function<Object, Object> step3;
  private final Function<Object, Object> step4;
  private final Function<Object, Object> step5;
  private final Function<Object, Object> step6;
  private final Function<Object, Object> step7;
  // What comes after the steps, or null.
  private final FlatMapFunction<Object, Object> flat;
  private final Sink<Object> sink;
  private final Warmth warmth;

  private static Shape ownShape() {
    try {
      return MethodHandles.classData(
          MethodHandles.lookup(), ConstantDescs.DEFAULT_NAME, Shape.class);
    } catch (IllegalAccessException impossible) { // it is our own lookup
      throw new AssertionError(impossible);
    }
  }

  private int steps() {
    return OWN != null ? OWN_STEPS : shape.steps();
  }

  private boolean filters(int step) {
    return ((OWN != null ? OWN_FILTERS : shape.filters()) & 1 << step) != 0;
  }

  private boolean flattens() {
    return OWN != null ? OWN_FLATTENS : shape.flattens();
  }

  RecordLoop(Piece piece, Sink<Object> sink, Warmth warmth) {
    this.shape = piece.shape();
    this.step0 = piece.step(0);
    this.step1 = piece.step(1);
    this.step2 = piece.step(2);
    this.step3 = piece.step(3);
    this.step4 = piece.step(4);
    this.step5 = piece.step(5);
    this.step6 = piece.step(6);
    this.step7 = piece.step(7);
    this.flat = piece.flat();
    this.sink = sink;
    this.warmth = warmth;
  }

  @Override
  public Kernel over(Piece piece, Sink<Object> last, Warmth counter) {
    return new RecordLoop(piece, last, counter);
  }

  @Override
  public boolean accept(Object record) throws Exception {
    if (steps() == 0) {
      return deliver(record);
    }
    Object current = record;
    Object answer = step0.call(current);
    if (!filters(0)) {
      current = answer;
    } else if (!Answers.ofFilter((Boolean) answer)) {
      return true;
    }
    if (steps() == 1) {
      return deliver(current);
    }
    answer = step1.call(current);
    if (!filters(1)) {
      current = answer;
    } else if (!Answers.ofFilter((Boolean) answer)) {
      return true;
    }
    if (steps() == 2) {
      return deliver(current);
    }
    answer = step2.call(current);
    if (!filters(2)) {
      current = answer;
    } else if (!Answers.ofFilter((Boolean) answer)) {
      return true;
    }
    if (steps() == 3) {
      return deliver(current);
    }
    answer = step3.call(current);
    if (!filters(3)) {
      current = answer;
    } else if (!Answers.ofFilter((Boolean) answer)) {
      return true;
    }
    return steps() == 4 ? deliver(current) : acceptRest(current);
  }

  // A method of its own, since the JIT inlines methods of limited length only.
  private boolean acceptRest(Object record) throws Exception {
    Object current = record;
    Object answer = step4.call(current);
    if (!filters(4)) {
      current = answer;
    } else if (!Answers.ofFilter((Boolean) answer)) {
      return true;
    }
    if (steps() == 5) {
      return deliver(current);
    }
    answer = step5.call(current);
    if (!filters(5)) {
      current = answer;
    } else if (!Answers.ofFilter((Boolean) answer)) {
      return true;
    }
    if (steps() == 6) {
      return deliver(current);
    }
    answer = step6.call(current);
    if (!filters(6)) {
      current = answer;
    } else if (!Answers.ofFilter((Boolean) answer)) {
      return true;
    }
    if (steps() == 7) {
      return deliver(current);
    }
    answer = step7.call(current);
    if (!filters(7)) {
      current = answer;
    } else if (!Answers.ofFilter((Boolean) answer)) {
      return true;
    }
    return deliver(current);
  }

  private boolean deliver(Object record) throws Exception {
    return !flattens() ? sink.accept(record) : pushAll(Answers.ofFlatMap(flat.call(record)));
  }

  private boolean pushAll(Iterator<?> many) throws Exception {
    int passed = 0;
    while (many.hasNext()) {
      if (!sink.accept(many.next())) {
        return false;
      }
      Interrupts.notice(++passed);
    }
    warmth.add(passed);
    return true;
  }

  @Override
  public Drained drain(Iterator<?> records) throws Exception {
    int passed = 0;
    while (records.hasNext()) {
      if (!accept(records.next())) {
        return Drained.ENOUGH;
      }
      if (++passed == CHUNK) {
        Interrupts.notice(passed);
        warmth.add(passed);
        return Drained.SOME;
      }
    }
    warmth.add(passed);
    return Drained.ALL;
  }

  @Override
  public void passed(int records) {
    warmth.add(records);
  }

  @Override
  public int drain(List<?> records, int from) throws Exception {
    // Compared and not added: a position near the largest number must not pass it.
    int end = records.size() - from > CHUNK ? from + CHUNK : records.size();
    for (int i = from; i < end; i++) {
      if (!accept(records.get(i))) {
        return ENOUGH;
      }
    }
    Interrupts.notice(end - from);
    warmth.add(end - from);
    return end;
  }

  @Override
  public boolean isSettled() {
    return !warmth.isCounting();
  }
}
