package dev.tidemill.rdd;

import dev.tidemill.SparkContext;
import dev.tidemill.SparkException;
import dev.tidemill.core.checkpoint.CheckpointFiles;
import dev.tidemill.core.conf.HadoopSettings;
import dev.tidemill.core.engine.Job;
import dev.tidemill.core.engine.Job.Rounds;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.file.FileLocation;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.file.ScratchDirectory;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Writes datasets down, so that what was done to make them is not done again. A dataset that a
 * program wants written is written by a job of its own, after the first job that needed it; so it
 * is computed twice unless it is kept. Thread-safe.
 */
public final class Checkpoints implements Closeable {
  private final SparkContext context;
  // How many datasets are wanted and not yet written: jobs look no further while there are none.
  private final AtomicInteger wanted = new AtomicInteger();
  private volatile Optional<String> directory = Optional.empty();
  private final ScratchDirectory local;
  // Of those that are wanted the ones that are to be written to it.
  private final Set<Plan<?>> locally =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  private final AtomicInteger nextName = new AtomicInteger();

  /**
   * @param parent of this machine, where those are written that need not outlive the process
   */
  public Checkpoints(SparkContext context, Path parent) {
    this.context = context;
    this.local = new ScratchDirectory(parent, "tidemill-checkpoints-");
  }

  /**
   * @param parent a directory; a new one is made in it for this context
   */
  public void setDirectory(String parent) {
    String own = parent.endsWith("/") ? parent : parent + "/";
    // Not randomUUID(): nobody needs to be kept from guessing it, and it loads the JDK's security.
    ThreadLocalRandom random = ThreadLocalRandom.current();
    this.directory = Optional.of(own + new UUID(random.nextLong(), random.nextLong()));
  }

  public Optional<String> directory() {
    return directory;
  }

  /** Throws, undeclared as in the legacy API, a {@link SparkException} without a directory. */
  public void want(Plan<?> plan) {
    if (directory.isEmpty()) {
      throw Sneaky.thrown(
          new SparkException(
              "Checkpoint directory has not been set in the SparkContext; call"
                  + " setCheckpointDir(directory) before checkpoint()."));
    }
    if (plan.wantCheckpoint()) {
      wanted.incrementAndGet();
    }
  }

  /** As above, on the disk of this machine; needs no directory, and goes with the context. */
  void wantLocally(Plan<?> plan) {
    locally.add(plan); // before it is wanted, so that no job writes it elsewhere
    if (plan.wantCheckpoint()) {
      wanted.incrementAndGet();
    }
  }

  /**
   * Writes the datasets that a job has needed and that are wanted. What lies below one of them is
   * not needed any more and not written.
   */
  void afterJob(Plan<?> top) {
    if (wanted.get() == 0) {
      return;
    }
    Set<Plan<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Plan<?>> open = new ArrayDeque<>();
    open.add(top);
    while (!open.isEmpty()) {
      Plan<?> plan = open.poll();
      if (seen.add(plan)) {
        writeIfWanted(plan);
        plan.current().parents().forEach(open::add);
      }
    }
  }

  private <T> void writeIfWanted(Plan<T> plan) {
    if (!plan.takeCheckpoint()) {
      return;
    }
    boolean done = false;
    try {
      plan.checkpointed(written(plan));
      done = true;
    } finally {
      if (done) {
        wanted.decrementAndGet();
      } else {
        plan.wantCheckpoint(); // tried again after the next job
      }
    }
  }

  private <T> Plan<T> written(Plan<T> plan) {
    int partitions = plan.partitionCount();
    String name = "rdd-" + nextName.getAndIncrement();
    CheckpointFiles<T> files =
        new CheckpointFiles<>(storeFor(plan), name, context.codec(), partitions);
    RDD.run(
        context,
        new Job<>(
            context.nextJobId(),
            "checkpoint",
            plan,
            Rounds.one(IntStream.range(0, partitions).toArray()),
            (partition, records) -> {
              files.write(partition, records.iterator());
              return true;
            },
            (partition, done) -> {},
            context.jobProperties()));
    return new Source<>(files, plan.partitioner());
  }

  /**
   * What was written to a directory. Throws, undeclared, a {@link
   * java.nio.file.NoSuchFileException} if it is not there.
   */
  public <T> Plan<T> read(String path) {
    FileLocation place = FileLocation.of(path);
    try {
      FileStore store = FileStores.open(place.directory(), HadoopSettings.of(context.getConf()));
      return new Source<>(CheckpointFiles.in(store, place.name(), context.codec()));
    } catch (IOException failed) {
      throw Sneaky.thrown(failed);
    }
  }

  /** Deletes those that were written locally. */
  @Override
  public void close() throws IOException {
    local.close();
  }

  private FileStore storeFor(Plan<?> plan) {
    try {
      return locally.contains(plan)
          ? FileStores.local(local.path())
          : FileStores.open(directory.orElseThrow(), HadoopSettings.of(context.getConf()));
    } catch (IOException failed) {
      throw Sneaky.thrown(failed);
    }
  }
}
