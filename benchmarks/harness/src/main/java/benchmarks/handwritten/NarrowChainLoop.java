package benchmarks.handwritten;

import benchmarks.data.Inputs;
import benchmarks.workload.Checksum;
import benchmarks.workload.Outcome;
import benchmarks.workload.Parameters;
import benchmarks.workload.Workload;
import java.util.Iterator;
import java.util.function.IntFunction;

/**
 * The chains as loops without lambdas in them. The same operators stand in {@code
 * benchmarks.engine.NarrowChain}; equal checksums show that they are the same.
 */
final class NarrowChainLoop implements Workload {
  private final Halves halves = new Halves();
  private final int chains;

  NarrowChainLoop(Parameters parameters, int chains) {
    this.chains = chains;
    Inputs.prepareIntegers(parameters);
  }

  @Override
  public Outcome run() throws Exception {
    Checksum checksum = new Checksum();
    for (int chain = 0; chain < chains; chain++) {
      checksum.add(count(chain));
    }
    return new Outcome(checksum.value(), chains * (Inputs.size() / 1e6));
  }

  private long count(int chain) throws Exception {
    IntFunction<Long> part =
        switch (chain) {
          case 0 -> NarrowChainLoop::first;
          case 1 -> NarrowChainLoop::second;
          case 2 -> NarrowChainLoop::third;
          default -> NarrowChainLoop::fourth;
        };
    return halves.each(part).stream().mapToLong(Long::longValue).sum();
  }

  private static long first(int part) {
    long count = 0;
    for (Iterator<Integer> in = Inputs.integers(part); in.hasNext(); ) {
      Integer a = in.next() + 1;
      if (a % 3 != 0) {
        Integer b = a * 5;
        if (b % 7 != 0) {
          count += consumed(b - 2);
        }
      }
    }
    return count;
  }

  private static long second(int part) {
    long count = 0;
    for (Iterator<Integer> in = Inputs.integers(part); in.hasNext(); ) {
      Integer a = in.next() * 3;
      if (a % 5 != 0) {
        Integer b = a + 11;
        if ((b & 3) != 0) {
          count += consumed(b ^ 9);
        }
      }
    }
    return count;
  }

  private static long third(int part) {
    long count = 0;
    for (Iterator<Integer> in = Inputs.integers(part); in.hasNext(); ) {
      Integer a = in.next() ^ 21;
      if ((a & 7) != 0) {
        Integer b = a - 4;
        if (b % 11 != 0) {
          count += consumed(b * 2);
        }
      }
    }
    return count;
  }

  private static long fourth(int part) {
    long count = 0;
    for (Iterator<Integer> in = Inputs.integers(part); in.hasNext(); ) {
      Integer a = in.next() / 2;
      if (a % 13 != 0) {
        Integer b = a + 6;
        if (b % 17 != 0) {
          count += consumed(b >> 1);
        }
      }
    }
    return count;
  }

  /** The last map's value is made and, as by a count, not looked at. */
  private static int consumed(Integer value) {
    return value == null ? 0 : 1;
  }

  @Override
  public void close() {
    halves.close();
  }
}
