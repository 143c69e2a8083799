package dev.tidemill.streaming.testkit;

import dev.tidemill.core.file.DiskCrashedException;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.MemoryDisk;
import dev.tidemill.core.file.MemoryDisk.CrashPoint;
import dev.tidemill.streaming.api.java.JavaDStreamLike;
import dev.tidemill.util.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is outside a program and outlives it: the time, a disk, what inputs are fed with and what
 * outputs have written. Inputs and outputs of a program that is made again are those of the earlier
 * one, by the order in which it makes them. Used by one thread.
 */
final class World {
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

  private World(Optional<MemoryDisk> disk, boolean replays) {
    this.disk = disk;
    this.replays = replays;
  }

  /** For a program that is made once, and keeps nothing. */
  static World ofOneProgram() {
    return new World(Optional.empty(), true);
  }

  /**
   * With a disk for the checkpoints of programs.
   *
   * @param replays whether inputs can give batches again that are over
   */
  static World withDisk(boolean replays) {
    return new World(Optional.of(new MemoryDisk()), replays);
  }

  ManualClock clock() {
    return clock;
  }

  /** The checkpoint directory, if programs keep anything. */
  Optional<FileStore> store() {
    return disk.map(memory -> memory.store("checkpoint"));
  }

  /** A new process begins; the disk may have crashed before. */
  void beginProcess() {
    probe = store();
    if (again != null && crashedBefore) {
      disk().crashAt(disk().operations() + again.operation(), again.point(), again.seed());
      again = null;
    }
  }

  /** Whether the disk has crashed since the process began. */
  boolean hasCrashed() {
    try {
      probe.orElseThrow().status("journal");
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

  /** A program is made, for the first time or again. */
  void beginProgram() {
    feedsOfProgram = 0;
    outputsOfProgram = 0;
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
