package dev.tidemill.files;

import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.core.plan.SourceData;
import dev.tidemill.core.text.Printable;
import dev.tidemill.dstream.source.Allocation;
import dev.tidemill.dstream.source.RestoredAllocation;
import dev.tidemill.dstream.source.SourceContext;
import dev.tidemill.dstream.source.SourceRecord;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.files.select.DirectoryMemory;
import dev.tidemill.files.select.FollowedMemory;
import dev.tidemill.files.select.MemoryRecords;
import dev.tidemill.files.select.Selection;
import dev.tidemill.streaming.Time;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * The files that appear in one directory, each in the first batch that is allocated after it.
 *
 * <pre>
 *   files     a.txt      b.txt c.txt                   d.txt
 *   ──────────┴────┬─────┴─────┴────┬────────────────┬─┴──────────────┬──►
 *   allocate       t1: a            t2: b, c         t3: fails        t4: d
 * </pre>
 *
 * <p>Each allocation is one listing, compared with what {@link DirectoryMemory} knows; the memory
 * changes only when the listing has succeeded, so a failed one costs its batch and no file. The
 * files of a batch, with the length they had in the listing, are kept until the batch is done; no
 * call is made for a single file before a task reads it.
 *
 * <p>Threads: as the border says. The lock is held while listing, since the listing of {@link
 * #stop} and that of an allocation must be applied in the order in which they were made: an older
 * one would make us forget, and take again, what the newer one has shown. Planning takes no lock.
 */
final class DirectorySource<T> implements StreamSource<T> {
  /** How the files of a batch become records. */
  @FunctionalInterface
  interface Format<T> {
    SourceData<T> over(List<FileEntry> files);
  }

  /** What a batch was given. */
  private record Given<T>(Allocation allocation, CountedRecords<T> data, Plan<T> plan) {}

  private final FileStore store;
  private final Format<T> format;
  private final DirectoryNotices notices;
  private final ConcurrentNavigableMap<Long, Given<T>> batches = new ConcurrentSkipListMap<>();
  private volatile long done = Long.MIN_VALUE;
  // Below: guarded by this.
  private DirectoryMemory memory;
  private boolean started;
  private boolean goesOn;
  // As it was for the latest batch: what the stop has looked at since is not in it.
  private DirectoryMemory allocated;

  /** Of batches of an earlier process, and not in these two yet. */
  private Optional<FollowedMemory> followed = Optional.empty();

  // What came in until the stop and no batch has got yet; null before the stop.
  private Selection last;

  private DirectorySource(
      FileStore store, Format<T> format, DirectoryMemory memory, DirectoryNotices notices) {
    this.store = store;
    this.format = format;
    this.memory = memory;
    this.allocated = memory;
    this.notices = notices;
  }

  /**
   * A source of the files that are in the directory from now on; the directory may be missing.
   *
   * @throws java.nio.file.NotDirectoryException if it is a file
   * @throws IOException if it cannot be listed
   */
  static <T> DirectorySource<T> of(FileStore store, Format<T> format) throws IOException {
    DirectoryNotices notices = new DirectoryNotices(store.root());
    Optional<List<FileEntry>> listing = list(store);
    DirectoryMemory memory =
        listing.map(DirectoryMemory::atCreation).orElse(DirectoryMemory.empty());
    if (listing.isEmpty()) {
      notices.createdOnMissing();
    }
    return new DirectorySource<>(store, format, memory, notices);
  }

  @Override
  public String description() {
    return "files of " + Printable.text(store.root());
  }

  @Override
  public synchronized void start(SourceContext context) {
    started = true;
    if (!goesOn) {
      notices.createdOn(memory.size());
    }
  }

  @Override
  public synchronized Allocation allocate(Time batch) throws IOException {
    if (batch.milliseconds() <= done) {
      throw new IllegalStateException(
          description() + ": batch " + batch + " is done; its files are not kept any more.");
    }
    Given<T> given = batches.get(batch.milliseconds());
    if (given == null) {
      given = give(batch);
      batches.put(batch.milliseconds(), given);
    }
    return given.allocation();
  }

  private Given<T> give(Time batch) throws IOException {
    Selection selection = last == null ? look("batch " + batch) : last;
    if (last != null) {
      last = new Selection(List.of(), Map.of(), List.of(), selection.memory());
    }
    SourceRecord record = MemoryRecords.batch(allocated, selection);
    allocated = selection.memory();
    return given(
        selection.taken(),
        new Allocation(
                Allocation.UNKNOWN,
                BatchDescription.of(selection),
                Map.of("files", fullNames(selection.taken())))
            .replayedBy(record));
  }

  private Given<T> given(List<FileEntry> files, Allocation allocation) {
    CountedRecords<T> data = new CountedRecords<>(format.over(files));
    return new Given<>(allocation, data, new Source<>(data));
  }

  @Override
  public boolean replays() {
    return true;
  }

  @Override
  public synchronized Supplier<SourceRecord> position() {
    haveFollowed();
    DirectoryMemory now = allocated;
    return () -> MemoryRecords.position(now);
  }

  @Override
  public synchronized void restorePosition(SourceRecord position) {
    memory = MemoryRecords.memory(position);
    allocated = memory;
    goesOn = true;
  }

  @Override
  public synchronized long restore(Time batch, boolean needed, RestoredAllocation restored) {
    List<FileEntry> files = restored.replay().map(MemoryRecords::taken).orElse(List.of());
    batches.put(
        batch.milliseconds(), given(files, new Allocation(restored.records(), description())));
    return 0;
  }

  @Override
  public synchronized void follow(RestoredAllocation restored) {
    FollowedMemory following = followed.orElseGet(() -> new FollowedMemory(memory));
    following.follow(restored.replay().orElseThrow());
    followed = Optional.of(following);
  }

  private void haveFollowed() {
    if (followed.isPresent()) {
      memory = followed.get().memory();
      allocated = memory;
      followed = Optional.empty();
    }
  }

  private List<String> fullNames(List<FileEntry> files) {
    String directory = store.root() + "/";
    return files.stream().map(file -> directory + file.name()).toList();
  }

  /** Lists, and remembers what the listing shows. */
  private Selection look(String reason) throws IOException {
    Optional<List<FileEntry>> listing;
    try {
      listing = list(store);
    } catch (IOException failed) {
      throw new IOException(
          "Could not list "
              + Printable.text(store.root())
              + " for "
              + reason
              + ": "
              + failed
              + ". No file is lost: the next listing that succeeds takes them.",
          failed);
    }
    haveFollowed();
    Selection selection = memory.select(listing.orElse(List.of()));
    memory = selection.memory();
    if (listing.isPresent()) {
      notices.listed(selection);
    } else {
      notices.missing();
    }
    return selection;
  }

  /** The directory's entries, or none if there is no such directory. */
  private static Optional<List<FileEntry>> list(FileStore store) throws IOException {
    try {
      return Optional.of(store.list(""));
    } catch (NoSuchFileException missing) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Plan<T>> plan(Time batch) {
    Given<T> given = batches.get(batch.milliseconds());
    if (given == null) {
      throw new IllegalStateException(
          description()
              + ": batch "
              + batch
              + " cannot be planned, it "
              + (batch.milliseconds() <= done ? "is done." : "has not been allocated."));
    }
    return Optional.of(given.plan());
  }

  @Override
  public long recordsRead(Time batch) {
    Given<T> given = batches.get(batch.milliseconds());
    return given == null ? Allocation.UNKNOWN : given.data().counted();
  }

  @Override
  public void done(Time batch) {
    done = Math.max(done, batch.milliseconds());
    batches.headMap(batch.milliseconds(), true).clear();
  }

  /** Looks a last time: what is there now is still given to the next batch. */
  @Override
  public synchronized void stop() throws IOException {
    if (started && last == null) {
      last = look("the stop");
    }
  }
}
