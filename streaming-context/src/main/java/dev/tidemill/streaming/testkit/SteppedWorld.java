package dev.tidemill.streaming.testkit;

import dev.tidemill.SparkConf;
import dev.tidemill.core.file.DiskCrashedException;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.MemoryDisk;
import dev.tidemill.core.file.MemoryDisk.CrashPoint;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.api.java.JavaDStreamLike;
import dev.tidemill.util.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is outside a program and outlives it: the time, a disk for its checkpoint directory, what
 * inputs are fed with and what outputs have written. A program is made again and again over it, as
 * after restarts:
 *
 * <pre>{@code
 * SteppedWorld world = SteppedWorld.create();
 * for (int i = 0; i < 2; i++) {
 *   try (SteppedContext program = world.process(Durations.seconds(1))) {
 *     TestInput<String> words = program.input();
 *     TestOutput<Tuple2<String, Long>> counts =
 *         program.output(words.stream().countByValueAndWindow(minute, second));
 *     program.start();
 *     words.add("tide").endBatch();
 *     program.step();
 *   }                                    // or: world.crash(seed) before it
 * }
 * }</pre>
 *
 * <p>Inputs and outputs of a program that is made again are those of the earlier one, by the order
 * in which it makes them. Used by one thread.
 */
public final class SteppedWorld {
  private final ManualClock clock = new ManualClock(0);
  private final Optional<MemoryDisk> disk;
  private final boolean replays;
  private final List<TestFeed<?>> feeds = new ArrayList<>();
  private final List<TestOutput<?>> outputs = new ArrayList<>();
  private int feedsOfProgram;
  private int outputsOfProgram;
  private Optional<FileStore> probe = Optional.empty();
  private boolean crashedBefore;
  private Again again;
  private UnaryOperator<FileStore> seenThrough = UnaryOperator.identity();

  private SteppedWorld(Optional<MemoryDisk> disk, boolean replays) {
    this.disk = disk;
    this.replays = replays;
  }

  /** With a disk; inputs can give batches again that are over, as files can. */
  public static SteppedWorld create() {
    return withDisk(true);
  }

  /** With a disk; inputs cannot give batches again that are over, as sockets cannot. */
  public static SteppedWorld withoutReplay() {
    return withDisk(false);
  }

  /** A program begins, with the settings of {@link SteppedContext#settings}. */
  public SteppedContext process(Duration interval) {
    return process(SteppedContext.settings(), interval);
  }

  /** A program begins; it goes on with what an earlier one has left on the disk. */
  public SteppedContext process(SparkConf conf, Duration interval) {
    return SteppedContext.in(this, conf, interval);
  }

  /**
   * The machine crashes: what the running program had not made durable may be lost, as the seed
   * chooses. Close the program after that.
   */
  public void crash(long seed) {
    disk().crash(seed);
  }

  /** For a program that is made once, and keeps nothing. */
  static SteppedWorld ofOneProgram() {
    return new SteppedWorld(Optional.empty(), true);
  }

  /**
   * With a disk for the checkpoints of programs.
   *
   * @param replays whether inputs can give batches again that are over
   */
  static SteppedWorld withDisk(boolean replays) {
    return new SteppedWorld(Optional.of(new MemoryDisk()), replays);
  }

  /** The time of all programs. */
  public ManualClock clock() {
    return clock;
  }

  /** The checkpoint directory, if programs keep anything. */
  Optional<FileStore> store() {
    return disk.map(memory -> seenThrough.apply(memory.store("checkpoint")));
  }

  /** Programs that begin from now on see the disk through this. */
  void seeDiskThrough(UnaryOperator<FileStore> lens) {
    seenThrough = lens;
  }

  /** A program is made, for the first time or again. */
  void beginProcess() {
    feedsOfProgram = 0;
    outputsOfProgram = 0;
    probe = disk.map(memory -> memory.store("checkpoint"));
    if (again != null && crashedBefore) {
      disk().crashAt(disk().operations() + again.operation(), again.point(), again.seed());
      again = null;
    }
  }

  /** Whether the disk has crashed since the process began. */
  boolean hasCrashed() {
    try {
      if (probe.isPresent()) {
        probe.get().status("journal");
      }
      return false;
    } catch (DiskCrashedException crashed) {
      crashedBefore = true;
      return true;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Plans a crash of the process that comes after the first crash. */
  void crashAgainAfter(int operation, CrashPoint point, long seed) {
    again = new Again(operation, point, seed);
  }

  private record Again(int operation, CrashPoint point, long seed) {}

  List<TestOutput<?>> outputs() {
    return outputs;
  }

  MemoryDisk disk() {
    return disk.orElseThrow();
  }

  @SuppressWarnings("unchecked") // the program is made by the same code each time
  <T> TestFeed<T> feed() {
    if (feedsOfProgram == feeds.size()) {
      feeds.add(new TestFeed<T>(replays));
    }
    return (TestFeed<T>) feeds.get(feedsOfProgram++);
  }

  @SuppressWarnings("unchecked") // as above
  <T> TestOutput<T> output(JavaDStreamLike<T, ?, ?> stream) {
    if (outputsOfProgram == outputs.size()) {
      outputs.add(new TestOutput<T>(stream.context().graph().batchDuration()));
    }
    TestOutput<T> output = (TestOutput<T>) outputs.get(outputsOfProgram++);
    output.of(stream);
    return output;
  }
}
